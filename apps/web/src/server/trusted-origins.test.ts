import { expect, test } from 'vitest';
import { trustedOrigins } from './trusted-origins.ts';

const appUrl = 'http://localhost:3000';

test('the app’s own address and the host the request was made to are trusted', () => {
  expect(trustedOrigins(appUrl, '127.0.0.1:4100')).toEqual([appUrl, 'http://127.0.0.1:4100']);
  expect(trustedOrigins(appUrl, '[::1]:3000')).toEqual([appUrl, 'http://[::1]:3000']);
  expect(trustedOrigins(appUrl, 'localhost:3000')).toEqual([appUrl]);
});

test('a host that is none, or would be a pattern, adds nothing', () => {
  for (const host of [null, '', '*', '*.example', 'a b', 'x/../y', 'host,other']) {
    expect(trustedOrigins(appUrl, host)).toEqual([appUrl]);
  }
});

test('over https only https origins are trusted', () => {
  expect(trustedOrigins('https://ballast.example', 'other.example')).toEqual([
    'https://ballast.example',
    'https://other.example',
  ]);
});
