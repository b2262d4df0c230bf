import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  channelToken,
  verifyGooglePushToken,
  verifyNotionSignature,
  verifySlackSignature,
} from '../../src/index.ts';

/** Slack's documented example. */
const slack = {
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  rawBody:
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  nowMs: 1_531_420_618_000,
};

describe('I10 Slack’s signature', () => {
  test.each([
    ['the documented example', {}, 'valid'],
    ['the same as bytes', { rawBody: new TextEncoder().encode(slack.rawBody) }, 'valid'],
    ['at the end of its time', { nowMs: slack.nowMs + 300_000 }, 'valid'],
    ['from a clock ahead of ours', { nowMs: slack.nowMs - 300_000 }, 'valid'],
    ['a replay after its time', { nowMs: slack.nowMs + 300_001 }, 'stale'],
    ['one from too far ahead', { nowMs: slack.nowMs - 300_001 }, 'stale'],
    ['a replay with a new timestamp', { timestamp: '1531420619' }, 'forged'],
    ['another body', { rawBody: `${slack.rawBody}x` }, 'forged'],
    ['another secret', { signingSecret: 'another-secret' }, 'forged'],
    ['one digit changed', { signature: slack.signature.replace(/.$/, '4') }, 'forged'],
    ['a signature cut short', { signature: slack.signature.slice(0, -1) }, 'forged'],
    ['none', { signature: undefined }, 'missing'],
    ['an empty one', { signature: '' }, 'missing'],
    ['no timestamp', { timestamp: undefined }, 'missing'],
    ['a timestamp that is none', { timestamp: 'now' }, 'forged'],
    ['a timestamp with more behind it', { timestamp: '1531420618:' }, 'forged'],
  ])('%s', (_, change, verdict) => {
    expect(verifySlackSignature({ ...slack, ...change })).toBe(verdict);
  });
});

test.each([
  ['a good one', 'secret-of-notion', '{"a":1}', 'valid'],
  ['another body', 'secret-of-notion', '{"a":2}', 'forged'],
  ['another secret', 'another', '{"a":1}', 'forged'],
])('I10 Notion’s signature: %s', (_, secret, rawBody, verdict) => {
  const signature = `sha256=${createHmac('sha256', 'secret-of-notion').update('{"a":1}').digest('hex')}`;
  expect(verifyNotionSignature({ secret, signature, rawBody })).toBe(verdict);
  expect(verifyNotionSignature({ secret, signature: undefined, rawBody })).toBe('missing');
});

test('I10 Google’s tokens: only the one that was set up, and one a channel', () => {
  expect(verifyGooglePushToken('push-token', 'push-token')).toBe('valid');
  expect(verifyGooglePushToken('push-token', 'push-tokeN')).toBe('forged');
  expect(verifyGooglePushToken('push-token', '')).toBe('missing');
  expect(verifyGooglePushToken(undefined, 'push-token')).toBe('forged');
  const mine = channelToken('push-token', 'channel-1');
  expect(verifyGooglePushToken(channelToken('push-token', 'channel-1'), mine)).toBe('valid');
  expect(verifyGooglePushToken(channelToken('push-token', 'channel-2'), mine)).toBe('forged');
});
