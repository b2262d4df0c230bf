import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embed } from '../../../integrations/simulator/brain/embedding.ts';
import { embeddingCode } from '../../src/services/search/embedding-code.ts';
import { startTestApi, type TestApi } from '../../src/testing.ts';
import { localThinker, type Thinker } from '../../src/thinker.ts';
import { answered, fileCorpus } from './corpus.ts';

const model = 'simulated';
const embedding: Thinker = {
  ...localThinker,
  embed: async (texts) => ({
    model,
    vectors: texts.map((text) => embed(text)),
    latencyMs: 0,
    inputTokens: 0,
  }),
};
const questions = answered.flatMap(({ thought, asked }) => asked.map((question) => ({ thought, question })));

let words: TestApi;
let hybrid: TestApi;
let owner: string;
let ids: Map<string, string>;

beforeAll(async () => {
  words = await startTestApi();
  hybrid = await startTestApi({ database: words.database, thinker: embedding });
  owner = await words.addOwner();
  ids = await fileCorpus(words.database, owner);
  for (const [text, id] of ids) {
    const vector = embed(text);
    await words.database.kysely
      .updateTable('Record')
      .set({ embedding: [...vector], embeddingModel: model, embeddingCode: embeddingCode(vector) })
      .where('id', '=', id)
      .execute();
  }
}, 300_000);
afterAll(async () => {
  await hybrid[Symbol.asyncDispose]();
  await words[Symbol.asyncDispose]();
});

async function recallAt5(api: TestApi, mode: string): Promise<number> {
  const missed: string[] = [];
  for (const { thought, question } of questions) {
    const { data } = await api.query('search.query', { query: question, limit: 5 }, { owner });
    expect(data.mode).toBe(mode);
    if (!data.items.some((item: { recordId: string }) => item.recordId === ids.get(thought)))
      missed.push(question);
  }
  const recall = 1 - missed.length / questions.length;
  process.stdout.write(
    `recall@5 (${mode}): ${(100 * recall).toFixed(1)} % of ${questions.length} questions among ${ids.size} records; missed: ${missed.join(' · ') || 'none'}\n`,
  );
  return recall;
}

describe('search finds the known answer among the first five', () => {
  test('the set has at least 100 questions', () => {
    expect(questions.length).toBeGreaterThanOrEqual(100);
    expect(new Set(questions.map(({ question }) => question)).size).toBe(questions.length);
  });

  test('by words alone', async () => {
    expect(await recallAt5(words, 'text')).toBeGreaterThanOrEqual(0.97);
  }, 60_000);

  test('by words and embeddings', async () => {
    expect(await recallAt5(hybrid, 'hybrid')).toBeGreaterThanOrEqual(0.97);
  }, 60_000);
});
