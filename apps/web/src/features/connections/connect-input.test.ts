import { expect, test } from 'vitest';
import { channelIds, connectInputOf, notionPageId } from './connect-input.ts';

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test.each([
  [
    'https://www.notion.so/ada/Plans-0123456789abcdef0123456789ABCDEF?pvs=4',
    '0123456789abcdef0123456789abcdef',
  ],
  ['https://notion.so/01234567-89ab-cdef-0123-456789abcdef', '0123456789abcdef0123456789abcdef'],
  ['  0123456789abcdef0123456789abcdef ', '0123456789abcdef0123456789abcdef'],
  ['', null],
  ['no id at all', 'no id at all'],
])('%j is the page %j', (pasted, id) => {
  expect(notionPageId(pasted)).toBe(id);
});

test('channels are listed as people list things', () => {
  expect(channelIds(' C0INBOX001, C0OTHER001\nC0INBOX001;; ')).toEqual(['C0INBOX001', 'C0OTHER001']);
  expect(channelIds(' ')).toEqual([]);
});

test('Slack: an empty member id means everybody, an unticked box no receipts', () => {
  const said = { token: ' xoxb-1 ', userId: ' ', channels: '' };
  expect(connectInputOf('slack', form(said))).toEqual({
    ...{ vendor: 'slack', token: 'xoxb-1', userId: null, channels: [], receipts: false },
  });
  expect(connectInputOf('slack', form({ ...said, receipts: 'on' }))).toMatchObject({ receipts: true });
});

test('Gmail: without a label or address nothing is captured, without a refresh token none is sent', () => {
  const said = { accessToken: 'ya29.x', refreshToken: '', captureKind: 'label', captureValue: '' };
  expect(connectInputOf('gmail', form(said))).toEqual({
    ...{ vendor: 'gmail', accessToken: 'ya29.x', capture: null },
  });
  const starred = { ...said, refreshToken: '1//r', captureValue: 'STARRED' };
  expect(connectInputOf('gmail', form(starred))).toMatchObject({
    refreshToken: '1//r',
    capture: { kind: 'label', labelId: 'STARRED' },
  });
  const address = { ...said, captureKind: 'address', captureValue: 'me+note@example.org' };
  expect(connectInputOf('gmail', form(address))).toMatchObject({
    capture: { kind: 'address', address: 'me+note@example.org' },
  });
});
