import { describe, expect, test } from 'vitest';
import { eventBody, eventIdFor } from '../../src/calendar/event.ts';
import { encodedWords, rawDraft } from '../../src/gmail/draft.ts';
import { textOfHtml } from '../../src/gmail/html-text.ts';
import { readMail } from '../../src/gmail/mail.ts';
import type { MailPart } from '../../src/gmail/schema.ts';
import { waitInMessage } from '../../src/google/errors.ts';
import { paragraphs, richText } from '../../src/notion/rich-text.ts';

const b64 = (text: string | Uint8Array) => Buffer.from(text as string).toString('base64url');
const mail = (payload: MailPart) => readMail({ id: 'm', threadId: 't', labelIds: [], payload }).text;

describe('a mail’s text', () => {
  test.each<[string, MailPart, string]>([
    ['plain', { mimeType: 'text/plain', body: { data: b64('Hello\r\nyou') } }, 'Hello\nyou'],
    [
      'plain before HTML, at any depth, attachments left out',
      {
        mimeType: 'multipart/mixed',
        parts: [
          {
            mimeType: 'multipart/alternative',
            parts: [
              { mimeType: 'text/html', body: { data: b64('<p>rich</p>') } },
              { mimeType: 'text/plain', body: { data: b64('plain') } },
            ],
          },
          { mimeType: 'text/plain', filename: 'notes.txt', body: { data: b64('attached') } },
        ],
      },
      'plain',
    ],
    [
      'in a charset of old',
      {
        mimeType: 'text/plain',
        headers: [{ name: 'Content-Type', value: 'text/plain; charset="iso-8859-1"' }],
        body: { data: Buffer.from('Grüße', 'latin1').toString('base64url') },
      },
      'Grüße',
    ],
    ['nothing at all', { mimeType: 'multipart/mixed', parts: [] }, ''],
  ])('%s', (_, payload, text) => expect(mail(payload)).toBe(text));

  test.each([
    ['<p>One</p><p>Two &amp; <b>three</b></p>', 'One\n\nTwo & three'],
    ['a<br>b<script>alert("x")</script><style>p{}</style>c', 'a\nbc'],
    ['<!-- not <b>this</b> -->5 < 6 &lt;b&gt; &#8364; &#x1F600; &unknown;', '5 < 6 <b> € 😀 &unknown;'],
    ['<script>never closed', ''],
    ['<ul><li>one<li>two</ul>', 'one\ntwo'],
  ])('%s', (html, text) =>
    expect(textOfHtml(html).replace(/\n+/g, (lines) => (text.includes('\n\n') ? lines : '\n'))).toBe(text),
  );

  test('whom a mail is for is read from all the headers that say so', () => {
    const headers = [
      { name: 'To', value: '"Doe, Jane" <Jane@Example.com>, keep+it@example.com' },
      { name: 'delivered-to', value: 'real@example.com' },
      { name: 'Cc', value: `${'x'.repeat(100_000)}, not an address, a@b@c` },
      { name: 'From', value: 'sam@example.com' },
    ];
    const { recipients } = readMail({ id: 'm', threadId: 't', labelIds: [], payload: { headers } });
    expect(recipients).toEqual(['jane@example.com', 'keep+it@example.com', 'real@example.com']);
  });

  test('no mail makes it slow', () => {
    const startMs = performance.now();
    for (const unit of ['<', '<script>', '<!--', '<a ', '&#', '<p>\n '])
      textOfHtml(unit.repeat(200_000 / unit.length));
    expect(performance.now() - startMs).toBeLessThan(1_000);
  });
});

test('a draft’s headers hold what they are given and nothing else', () => {
  const raw = rawDraft({
    to: 'a@example.com\r\nBcc: b@example.com',
    subject: 'Hi\nX-Evil: 1',
    body: 'b',
    dedupeId: 'd',
  });
  const head = Buffer.from(raw, 'base64url').toString().split('\r\n\r\n')[0]?.split('\r\n') ?? [];
  expect(head.map((line) => line.split(':')[0])).toEqual([
    'To',
    'Subject',
    'Message-ID',
    'X-Ballast-Dedupe',
    'MIME-Version',
    'Content-Type',
    'Content-Transfer-Encoding',
  ]);
  for (const word of encodedWords('Über '.repeat(40)).split('\r\n '))
    expect(word.length).toBeLessThanOrEqual(75);
});

test('Notion’s limits are kept, and no character is cut in two', () => {
  const pieces = richText(`${'x'.repeat(1_999)}😀${'y'.repeat(250_000)}`);
  expect(pieces).toHaveLength(100);
  expect(pieces.every(({ text }) => text.content.length <= 2_000 && text.content.isWellFormed())).toBe(true);
  expect(paragraphs(Array.from({ length: 300 }, (_, n) => `p${n}`).join('\n\n'))).toHaveLength(100);
  expect(richText('')).toEqual([]);
});

test('an event’s id follows from what it stands for alone', () => {
  const id = eventIdFor('o', 'i', 'g');
  expect(id).toMatch(/^[a-v0-9]{52}$/);
  expect(eventIdFor('o', 'i', 'g')).toBe(id);
  expect(
    new Set([eventIdFor('oi', '', 'g'), eventIdFor('o', 'i', 'h'), eventIdFor('o', 'ig', ''), id]).size,
  ).toBe(4);
});

test('whole days are those of the person’s zone', () => {
  const day = {
    title: 't',
    startsAt: '2026-03-28T23:00:00.000Z',
    endsAt: '2026-03-29T23:00:00.000Z',
    allDay: true,
    timezone: 'Europe/Berlin',
  };
  // The day on which the clocks go forward: 24 hours later it is already the day after next.
  expect(eventBody(day)).toMatchObject({ start: { date: '2026-03-29' }, end: { date: '2026-03-30' } });
});

test.each([
  ['User-rate limit exceeded.  Retry after 2026-01-01T00:00:05.000Z', 5_000],
  ['Retry after 2026-01-01T01:00:05+01:00 (Mail sending)', 5_000],
  ['Retry after 2025-12-31T23:59:00Z', 0],
  ['Retry after a while', undefined],
  [undefined, undefined],
])('a wait inside a message: %s', (message, waitMs) => {
  expect(waitInMessage(message, Date.UTC(2026, 0, 1))).toBe(waitMs);
});
