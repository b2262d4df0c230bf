import { DatabaseError } from '@ballast/db';
import type { Classified } from '@ballast/integrations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCallRecorder } from '../src/call-recorder.ts';
import { silentLogger } from '../src/logger.ts';
import { startTestApi, type TestApi } from '../src/testing.ts';
import { localThinker } from '../src/thinker.ts';

/** A provider that can be taken away: without it the rules do its work and say so. */
const provider = { present: true, confidence: 0.93, asked: 0 };
const thinker = {
  available: () => provider.present,
  classify: async (...[input, context]: Parameters<typeof localThinker.classify>): Promise<Classified> => {
    const rules = await localThinker.classify(input, context);
    if (!provider.present) return { ...rules, degraded: true };
    provider.asked += 1;
    return {
      ...rules,
      category: 'ideas',
      fields: { oneLiner: 'As the provider reads it' },
      title: 'As the provider reads it',
      confidence: provider.confidence,
      provider: 'openai',
      model: 'gpt-test',
      promptVersion: 'classify-1',
      inputTokens: 120,
      outputTokens: 30,
    };
  },
};

let api: TestApi;
let owner: string;
beforeAll(async () => {
  api = await startTestApi({ thinker });
  owner = await api.addOwner();
});
afterAll(() => api[Symbol.asyncDispose]());

async function fileWhileAway(text: string): Promise<string> {
  const { data } = await api.mutate('capture.create', { text }, { owner });
  provider.present = false;
  await api.mutate('inbox.classify', { entryId: data.entry.id }, { service: true });
  provider.present = true;
  provider.confidence = 0.93;
  return data.entry.id;
}
const reclassify = async (input = {}) =>
  (await api.mutate('inbox.reclassify', input, { service: true })).data as Record<string, number>;
const get = async (id: string) => (await api.query('inbox.get', { id }, { owner })).data;

describe('what the rules filed while no provider answered', () => {
  test('is filed at once, marked, and filed again when one is back', async () => {
    const id = await fileWhileAway('pay the electricity bill on 2027-03-05');
    expect((await get(id)).entry).toMatchObject({ status: 'filed', category: 'admin', provider: 'local' });
    expect(await reclassify()).toEqual({ changed: 1, kept: 0, waiting: 0 });
    const { entry, record, classifications } = await get(id);
    expect(entry).toMatchObject({ status: 'filed', category: 'ideas', provider: 'openai', confidence: 0.93 });
    expect(record).toMatchObject({ category: 'ideas', title: 'As the provider reads it', version: 2 });
    expect(classifications).toMatchObject([
      { provider: 'local', promptVersion: null, inputTokens: null },
      {
        provider: 'openai',
        model: 'gpt-test',
        promptVersion: 'classify-1',
        inputTokens: 120,
        outputTokens: 30,
      },
    ]);
    expect(await reclassify()).toEqual({ changed: 0, kept: 0, waiting: 0 });
  });

  test('waits while nobody is there, and nobody is asked', async () => {
    await fileWhileAway('renew the passport before 2027-06-01');
    provider.present = false;
    const { asked } = provider;
    expect(await reclassify()).toEqual({ changed: 0, kept: 0, waiting: 1 });
    provider.present = true;
    expect(provider.asked).toBe(asked);
    expect(await reclassify({ limit: 1 })).toMatchObject({ changed: 1, waiting: 0 });
  });

  test('stays where a person put it', async () => {
    const id = await fileWhileAway('call the plumber on 2027-02-02');
    await api.mutate('inbox.fix', { id, category: 'projects' }, { owner });
    expect(await reclassify()).toMatchObject({ changed: 0, kept: 1, waiting: 0 });
    const { entry, record } = await get(id);
    expect(entry).toMatchObject({ status: 'fixed', category: 'projects', provider: 'local' });
    expect(record.category).toBe('projects');
  });

  test('stays as a person edited it', async () => {
    const id = await fileWhileAway('pay the gas bill on 2027-04-05');
    const { record } = await get(id);
    const edited = { id: record.id, title: 'Gas, mine', expectedVersion: record.version };
    expect((await api.mutate('record.update', edited, { owner })).status).toBe(200);
    expect(await reclassify()).toMatchObject({ changed: 0, kept: 1, waiting: 0 });
    const after = await get(id);
    expect([after.entry.category, after.record.title]).toEqual(['admin', 'Gas, mine']);
  });

  test('stays when the provider is not sure', async () => {
    const id = await fileWhileAway('dentist on 2027-04-01 at 3pm');
    provider.confidence = 0.4;
    expect(await reclassify()).toMatchObject({ changed: 0, kept: 1, waiting: 0 });
    expect((await get(id)).entry).toMatchObject({ status: 'filed', category: 'admin', provider: 'local' });
  });

  test('gets its record when the rules were not sure enough to make one', async () => {
    const id = await fileWhileAway('hm');
    expect((await get(id)).entry).toMatchObject({ status: 'needs_review', recordId: null });
    expect(await reclassify()).toMatchObject({ changed: 1 });
    const { entry, record } = await get(id);
    expect(entry).toMatchObject({ status: 'filed', category: 'ideas' });
    expect(record.title).toBe('As the provider reads it');
  });

  test('is only the service’s to ask for', async () => {
    expect((await api.mutate('inbox.reclassify', {}, { owner })).status).toBe(403);
  });
});

describe('records of outgoing calls', () => {
  const record = (operation: string) => ({
    ownerId: owner,
    dependency: 'acme',
    operation,
    outcome: 'unknown' as const,
    attempts: 2,
    durationMs: 1_200,
    errorCode: 'attempt_timeout',
    retryAfterMs: undefined,
    traceId: 'a'.repeat(32),
  });
  const stored = () =>
    api.database.kysely.selectFrom('CallRecord').selectAll().where('dependency', '=', 'acme').execute();

  test('are written in batches, with nothing lost', async () => {
    const calls = createCallRecorder({ database: api.database, logger: silentLogger });
    for (let index = 0; index < 450; index++) calls.onCall(record(`op${index}`));
    await calls.flush();
    const rows = await stored();
    expect(rows).toHaveLength(450);
    expect(rows[0]).toMatchObject({ ownerId: owner, outcome: 'unknown', attempts: 2, retryAfterMs: null });
  });

  test('wait for a database that is away', async () => {
    let away = true;
    const database = new Proxy(api.database, {
      get: (target, name) =>
        name === 'transaction' && away
          ? () => Promise.reject(new DatabaseError('database_unavailable', { retryable: true }))
          : Reflect.get(target, name, target),
    });
    const warned: object[] = [];
    const logger = { ...silentLogger, warn: (fields: object) => void warned.push(fields) };
    const calls = createCallRecorder({ database, logger });
    calls.onCall(record('late'));
    await calls.flush();
    expect(warned).toMatchObject([{ waiting: 1 }]);
    away = false;
    await calls.flush();
    expect((await stored()).filter(({ operation }) => operation === 'late')).toHaveLength(1);
  });
});
