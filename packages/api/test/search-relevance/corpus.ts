import { readFileSync } from 'node:fs';
import type { Database } from '@ballast/db';
import { classifyLocally } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { createRecordFrom } from '../../src/services/record/create-from.ts';

/** One thought and the questions it answers. */
export interface Answered {
  readonly thought: string;
  readonly asked: readonly string[];
}

const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8'));

/** The set: each question has one known answer. */
export const answered: Answered[] = read(new URL('fixtures/questions.json', import.meta.url));

/** Some 500 other thoughts that answers have to be found among. */
const others: { text: string }[] = ['tuning', 'aside'].flatMap((half) =>
  read(new URL(`../../../integrations/src/local/labelled/fixtures/${half}.json`, import.meta.url)),
);

/** Files the whole corpus as an owner's records; returns the record of each answering thought. */
export async function fileCorpus(database: Database, ownerId: string): Promise<Map<string, string>> {
  using deadline = Deadline.start(60_000);
  return database.transaction({ deadline, name: 'test.corpus' }, async (tx) => {
    const ids = new Map<string, string>();
    for (const text of [...others.map((other) => other.text), ...answered.map(({ thought }) => thought)]) {
      const result = classifyLocally({ text, timezone: 'UTC', nowMs: Date.parse('2026-11-24T09:00:00Z') });
      ids.set(text, await createRecordFrom(tx, ownerId, result.category, { ...result, sourceText: text }));
    }
    return ids;
  });
}
