import type { Tx } from '@ballast/db';
import { sql } from 'kysely';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { type Category, categorySchema, instantSchema, type RecordStatus } from '../../schemas.ts';
import { embedQuery } from './embed-query.ts';
import { fuse } from './fuse.ts';
import { matchLikeness } from './match-likeness.ts';
import { loadMatches, type Match, matchText } from './match-text.ts';
import { matchUnfiled, type UnfiledItem } from './match-unfiled.ts';
import type { Scope } from './scope.ts';
import { snippetsOf } from './snippet.ts';
import { resolveTerms, type Term } from './terms.ts';
import { hasTrigrams } from './trigrams.ts';
import { searchTextSchema, searchWords } from './words.ts';

export const searchInput = z.strictObject({
  query: searchTextSchema,
  category: categorySchema.optional(),
  /** Only what was made at or after this. */
  from: instantSchema.optional(),
  /** Only what was made before this. */
  to: instantSchema.optional(),
  limit: z.int().min(1).max(50).default(20),
});

/** One thing found. */
export interface SearchItem {
  readonly recordId: string;
  readonly category: Category;
  readonly status: RecordStatus;
  readonly title: string;
  readonly dueAt: string | null;
  readonly dueAllDay: boolean;
  readonly createdAt: string;
  /** One line around what was found. Plain text; matches stand between `**`, and there are no other asterisks. */
  readonly snippet: string;
  /** 0..1, comparable within one answer only. */
  readonly score: number;
}

/** What was found, best first. */
export interface SearchResult {
  readonly items: SearchItem[];
  /** Thoughts that have the words and no record yet; none when the search keeps to a category or a time. */
  readonly unfiled: UnfiledItem[];
  /** `hybrid` when nearness of meaning was looked at too, `text` when no provider gave an embedding. */
  readonly mode: 'text' | 'hybrid';
}

/** How many of each list are fused. */
const fused = 100;

/**
 * Finds records by words (stems, beginnings, misspellings) and, where a provider gives embeddings, by meaning; both
 * lists fused by rank. Archived records are left out. Words are looked up while the provider thinks, and meaning on a
 * connection of its own, so that a search takes as long as the slower of the two.
 */
export async function search(options: {
  ctx: OwnerCall;
  input: z.infer<typeof searchInput>;
}): Promise<SearchResult> {
  const { ctx, input } = options;
  const scope: Scope = {
    ownerId: ctx.principal.ownerId,
    category: input.category,
    from: dateOf(input.from),
    to: dateOf(input.to),
  };
  const words = searchWords(input.query);
  const [{ terms, byWords }, byMeaning] = await Promise.all([
    findByWords(ctx, scope, words),
    findByMeaning(ctx, scope, input.query),
  ]);
  const found = fuse(byMeaning ? [byWords, byMeaning] : [byWords], input.limit);
  return read(ctx, async (tx) => {
    const items = await presentMatches(tx, scope.ownerId, found, terms);
    const { category, from, to } = scope;
    const everywhere = category === undefined && from === undefined && to === undefined;
    const unfiled = everywhere ? await matchUnfiled(tx, scope.ownerId, words) : [];
    return { items, unfiled, mode: byMeaning ? 'hybrid' : 'text' };
  });
}

/** Without parallel workers: starting them takes the server longer (some 40 ms) than the search itself. */
function read<T>(ctx: OwnerCall, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.database.read({ deadline: ctx.deadline, name: 'search.query' }, async (tx) => {
    await sql`SELECT set_config('max_parallel_workers_per_gather', '0', true)`.execute(tx.kysely);
    return work(tx);
  });
}

function findByWords(ctx: OwnerCall, scope: Scope, words: readonly string[]) {
  return read(ctx, async (tx) => {
    const terms = await resolveTerms(tx, scope, words, { fuzzy: await hasTrigrams(tx) });
    return { terms, byWords: await matchText(tx, scope, terms, fused) };
  });
}

/** Undefined when no provider gives an embedding in time. No connection is held while it is waited for. */
async function findByMeaning(ctx: OwnerCall, scope: Scope, text: string): Promise<Match[] | undefined> {
  const wanted = await embedQuery(ctx, text);
  return wanted && read(ctx, (tx) => matchLikeness(tx, scope, wanted, fused));
}

function dateOf(instant: string | undefined): Date | undefined {
  return instant === undefined ? undefined : new Date(instant);
}

async function presentMatches(
  tx: Tx,
  ownerId: string,
  matches: readonly Match[],
  terms: readonly Term[],
): Promise<SearchItem[]> {
  const scores = new Map(matches.map(({ id, score }) => [id, score]));
  const rows = await loadMatches(tx, ownerId, [...scores.keys()]);
  const snippets = await snippetsOf(
    tx,
    rows.map(({ id, title, fields, sourceText }) => ({ id, texts: [sourceText, ...textsIn(fields), title] })),
    terms,
  );
  return rows.map(({ id, category, status, title, dueAt, dueAllDay, createdAt }) => ({
    recordId: id,
    category,
    status,
    title,
    dueAt: dueAt?.toISOString() ?? null,
    dueAllDay,
    createdAt: createdAt.toISOString(),
    snippet: snippets.get(id) ?? '',
    score: scores.get(id) ?? 0,
  }));
}

function textsIn(fields: unknown): string[] {
  const values = typeof fields === 'object' && fields !== null ? Object.values(fields) : [];
  return values.filter((value) => typeof value === 'string');
}
