import { expect, test } from 'vitest';
import { clientAddress, isLoopback } from './client-address.ts';

const from = (remoteAddress: string, forwarded?: string) =>
  clientAddress({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  } as unknown as Parameters<typeof clientAddress>[0]);

test('a stranger’s own word about its address counts for nothing', () => {
  expect(from('203.0.113.9', '127.0.0.1')).toBe('203.0.113.9');
  expect(from('172.32.0.1', '127.0.0.1')).toBe('172.32.0.1');
});

test('behind a proxy of ours, the address that proxy appended counts', () => {
  for (const proxy of ['127.0.0.1', '::ffff:10.1.2.3', '192.168.0.2', '172.31.0.1', 'fd12:3456::1']) {
    expect(from(proxy, '1.2.3.4, 198.51.100.7')).toBe('198.51.100.7');
  }
  expect(from('10.0.0.1')).toBe('10.0.0.1');
});

test('this machine is known in all its spellings', () => {
  expect(['::1', '127.0.0.1', '127.8.9.1', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true);
  expect(['128.0.0.1', '10.0.0.1', 'unknown', '127.0.0.1.example'].some(isLoopback)).toBe(false);
});
