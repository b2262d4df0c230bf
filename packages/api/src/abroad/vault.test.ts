import { isIntegrationError } from '@ballast/integrations';
import { expect, test } from 'vitest';
import { createVault, type Sealed, type Vault } from './vault.ts';

const first = 'first-key-of-32-characters-length';
const second = 'second-key-of-32-characters-lengt';
const place = { ownerId: 'ada', purpose: 'slack' };
const secret = { token: 'xoxb-very-secret' };

function refusal(vault: Vault, sealed: Sealed, at = place): string | undefined {
  try {
    vault.open(sealed, at);
    return undefined;
  } catch (error) {
    expect(JSON.stringify(error) + String(error)).not.toContain('xoxb');
    return isIntegrationError(error, 'reconnect_needed') ? error.vendorCode : 'another error';
  }
}

test('I11 what is sealed does not show, is never the same twice, and opens again', () => {
  const vault = createVault(first);
  const [one, two] = [vault.seal(secret, place), vault.seal(secret, place)];
  expect(Buffer.from(one.bytes).toString('latin1')).not.toContain('xoxb');
  expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(false);
  expect(vault.open(one, place)).toEqual(secret);
});

test('I10 what was sealed for one owner and vendor opens for no other', () => {
  const vault = createVault(first);
  const sealed = vault.seal(secret, place);
  expect(refusal(vault, sealed, { ...place, ownerId: 'bob' })).toBe('unreadable_credentials');
  expect(refusal(vault, sealed, { ...place, purpose: 'notion' })).toBe('unreadable_credentials');
});

test('an old key opens what it sealed; the new one seals from then on', () => {
  const sealed = createVault(first).seal(secret, place);
  const rotated = createVault(second, [first]);
  expect(rotated.open(sealed, place)).toEqual(secret);
  expect(rotated.keyId).not.toBe(sealed.keyId);
  expect(rotated.seal(secret, place).keyId).toBe(rotated.keyId);
  expect(refusal(createVault(second), sealed)).toBe('unknown_key');
});

test('a changed byte, anywhere, is noticed', () => {
  const vault = createVault(first);
  const sealed = vault.seal(secret, place);
  for (let at = 0; at < sealed.bytes.length; at += 1) {
    const bytes = Uint8Array.from(sealed.bytes);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    expect(refusal(vault, { ...sealed, bytes }), `byte ${at}`).toBe('unreadable_credentials');
  }
  expect(refusal(vault, { ...sealed, bytes: sealed.bytes.subarray(0, 20) })).toBe('unreadable_credentials');
});
