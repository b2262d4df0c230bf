import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApi, type TestApi } from '../src/testing.ts';

let api: TestApi;
let owner: string;
let other: string;

beforeAll(async () => {
  api = await startTestApi();
  owner = await api.addOwner();
  other = await api.addOwner();
});
afterAll(() => api[Symbol.asyncDispose]());

async function entryCount(): Promise<number> {
  const { count } = await api.database.kysely
    .selectFrom('InboxEntry')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Thoughts and remembered keys; what is refused adds to neither. */
async function stored(): Promise<{ entries: number; keys: number }> {
  const { rows } = await api.database.pool.query('SELECT count(*)::int AS keys FROM "IdempotencyRecord"');
  return { entries: await entryCount(), keys: rows[0].keys };
}

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  api.send('capture.create', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-test-owner': owner, ...headers },
    body,
  });

describe('bad input gets a clear error and stores nothing', () => {
  const refused: [string, unknown, RegExp][] = [
    ['empty', { text: '' }, /empty/],
    ['only white space', { text: ' \n\t ' }, /empty/],
    ['over-long', { text: 'a'.repeat(10_001) }, /too long: at most 10,000/],
    ['a NUL', { text: 'a\u0000b' }, /control characters/],
    ['an escape sequence', { text: '\u001b[31mred' }, /control characters/],
    ['half a surrogate pair', { text: 'a\ud800b' }, /Unicode/],
    ['a number', { text: 7 }, /must be text/],
    ['nothing', {}, /must be text/],
    ['an unknown field', { text: 'hello', colour: 'red' }, /colour/],
    ['an array', [], /expected object/],
    ['an external id that is too long', { text: 'x', externalId: 'a'.repeat(256) }, /externalId/],
    ['a strange source', { text: 'x', source: 'My Source' }, /source/],
  ];
  test.each(refused)('%s', async (_name, input, message) => {
    const before = await entryCount();
    const answer = await api.mutate('capture.create', input, { owner });
    expect(answer.status).toBe(400);
    expect(answer.error.data).toMatchObject({ reason: 'validation_failed', retryable: false });
    expect(answer.error.message).toMatch(message);
    expect(answer.error.data.traceId).toBe(answer.headers.get('x-trace-id'));
    expect(await entryCount()).toBe(before);
  });

  test('invalid UTF-8 is refused, not silently changed', async () => {
    const body = Buffer.concat([Buffer.from('{"text":"caf'), Buffer.from([0xe9]), Buffer.from('"}')]);
    const answer = await post(body);
    expect(answer.status).toBe(400);
    expect(answer.error.data.reason).toBe('invalid_encoding');
    expect(await entryCount()).toBe(0);
  });

  test('what is no JSON is refused without repeating it', async () => {
    const answer = await post('{"text": "my secret plan"');
    expect(answer.status).toBe(400);
    expect(answer.error.data.reason).toBe('validation_failed');
    expect(answer.text).not.toContain('secret');
  });

  test('a body over 1 MiB is refused', async () => {
    const answer = await post(JSON.stringify({ text: 'x'.repeat(1_100_000) }));
    expect(answer.status).toBe(413);
    expect(answer.error.data.reason).toBe('payload_too_large');
  });

  test('another content type is refused', async () => {
    const answer = await post('text=hello', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(answer.status).toBe(415);
    expect(answer.error.data.reason).toBe('unsupported_media_type');
  });

  test('10 000 characters are kept whole, and emoji count as one', async () => {
    const text = '🧭'.repeat(10_000);
    const answer = await api.mutate('capture.create', { text }, { owner });
    expect(answer.status).toBe(200);
    expect(answer.data.entry.text).toBe(text);
  });
});

describe('who may call', () => {
  test('nobody without a session', async () => {
    const answer = await api.mutate('capture.create', { text: 'hello' });
    expect(answer.status).toBe(401);
    expect(answer.error.data.reason).toBe('unauthenticated');
  });

  test('the service only what is marked for it', async () => {
    const answer = await api.mutate('capture.create', { text: 'hello' }, { service: true });
    expect(answer.status).toBe(403);
    const forPeople = await api.mutate('digest.generateAll', { kind: 'daily' }, { owner });
    expect(forPeople.status).toBe(403);
  });

  test("I10 another owner's id is not found, whatever is done with it", async () => {
    const { data } = await api.mutate('capture.create', { text: 'call the dentist tomorrow' }, { owner });
    const id: string = data.entry.id;
    const attempts = [
      api.query('inbox.get', { id }, { owner: other }),
      api.mutate('inbox.fix', { id, category: 'ideas' }, { owner: other }),
      api.mutate('inbox.retry', { id }, { owner: other }),
      api.mutate('inbox.classify', { entryId: id }, { owner: other }),
    ];
    for (const answer of await Promise.all(attempts)) {
      expect(answer.status).toBe(404);
      expect(answer.error.data.reason).toBe('not_found');
    }
    const mine = await api.query('inbox.get', { id }, { owner });
    expect(mine.data.entry).toMatchObject({ id, status: 'received', category: null });
  });

  test('an unknown procedure, a wrong method and a malformed address are said so', async () => {
    expect((await api.query('nothing.here', {}, { owner })).status).toBe(404);
    expect((await api.query('capture.create', { text: 'x' }, { owner })).status).toBe(405);
    const malformed = await api.send('inbox.list?input=%ff', { headers: { 'x-test-owner': owner } });
    expect(malformed.status).toBe(400);
    expect(malformed.headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/);
  });
});

describe('the ladder’s own headers', () => {
  const absurd = [
    '0',
    '000',
    '-5',
    '+5',
    '1.5',
    '1e3',
    '1e309',
    '0x10',
    'Infinity',
    'NaN',
    'soon',
    '',
    '5, 6',
  ];
  test.each([...absurd, '9'.repeat(16)])('X-Request-Timeout-Ms %j is refused', async (value) => {
    const before = await stored();
    const headers = { 'x-request-timeout-ms': value, 'idempotency-key': 'absurd' };
    const answer = await api.mutate('capture.create', { text: 'in no time' }, { owner, headers });
    expect(answer.status).toBe(400);
    expect(answer.error.data).toMatchObject({ reason: 'invalid_request_timeout', retryable: false });
    expect(answer.error.message).toContain('positive whole number');
    expect(await stored()).toEqual(before);
  });

  const malformed = ['', ' ', '""', '"', '"half', '"a"b"', '"a" "b"', 'a b', 'a\tb', 'ü', '🧭'];
  test.each([...malformed, 'k'.repeat(256), `"${'k'.repeat(256)}"`])(
    'Idempotency-Key %j is refused',
    async (value) => {
      const before = await stored();
      const headers = { 'idempotency-key': Buffer.from(value).toString('latin1') };
      const answer = await api.mutate('capture.create', { text: 'keyed' }, { owner, headers });
      expect(answer.status).toBe(400);
      expect(answer.error.data).toMatchObject({ reason: 'idempotency_key_invalid', retryable: false });
      expect(answer.error.message).toContain('1 to 255 visible ASCII characters');
      expect(await stored()).toEqual(before);
    },
  );

  test.each(['k', 'k'.repeat(255), 'a"b', '!~'])(
    'Idempotency-Key %j is one, bare and quoted alike',
    async (key) => {
      const send = (value: string) =>
        api.mutate('capture.create', { text: key }, { owner, headers: { 'idempotency-key': value } });
      const bare = await send(key);
      const quoted = await send(`"${key.replaceAll('"', '\\"')}"`);
      expect([bare.status, quoted.text]).toEqual([200, bare.text]);
      expect(quoted.headers.get('idempotency-replayed')).toBe('true');
    },
  );

  test('a keyed batch of more than one call is refused, a batch of one is not', async () => {
    const before = await entryCount();
    const send = (path: string, calls: number) =>
      api.send(`${path}?batch=1`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-test-owner': owner,
          'idempotency-key': 'batch-key',
        },
        body: JSON.stringify(
          Object.fromEntries(Array.from({ length: calls }, (_, n) => [n, { text: `thought ${n}` }])),
        ),
      });
    const two = await send('capture.create,capture.create', 2);
    expect(two.status).toBe(400);
    expect(two.text).toContain('batch_not_allowed');
    expect(await entryCount()).toBe(before);
    expect((await send('capture.create', 1)).status).toBe(200);
    expect(await entryCount()).toBe(before + 1);
  });
});
