import { expect, test } from 'vitest';
import { consentNotice } from './consent-words.ts';

test('what came of a consent is said in words of ours, whatever the address says', () => {
  expect(consentNotice({ connected: 'gmail' })).toEqual({ good: true, text: 'Gmail is connected.' });
  expect(consentNotice({ vendor: 'gmail', problem: 'access_denied' })).toMatchObject({ good: false });
  for (const problem of ['You won', 'toString', '', ['access_denied'], undefined]) {
    expect(consentNotice({ problem })).toBeUndefined();
  }
  expect(consentNotice({ connected: '<b>x</b>' })).toBeUndefined();
});
