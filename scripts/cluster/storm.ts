import { sleep } from '@ballast/reliability';
import { z } from 'zod';
import type { Answer, Person } from './person.ts';
import type { WebProcess } from './processes.ts';

/** Refusals that promise nothing happened and say when to ask again. */
const askAgain = new Set(['idempotency_in_progress', 'overloaded', 'deadline_exceeded']);
const refusal = z.object({
  error: z.object({
    data: z.object({ reason: z.string(), retryable: z.boolean(), retryAfterMs: z.number().nullable() }),
  }),
});

/** Many calls of one procedure at once, by turns on all web processes. */
export interface Storm {
  readonly webs: readonly WebProcess[];
  readonly person: Person;
  readonly procedure: string;
  readonly calls: number;
  /** The n-th call's input and key. */
  readonly call: (n: number) => { readonly input: unknown; readonly key?: string };
}

/** What became of a storm. */
export interface StormReport {
  /** The last answer of each call, in order. */
  readonly answers: readonly Answer[];
  /** How often each thing but a success was the answer, by reason. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Refusals that a client may not be given in a storm. */
  readonly illegal: readonly string[];
  readonly tookMs: number;
  readonly slowestMs: number;
}

/** Lets a storm loose. Each caller keeps to the contract: asks again with the same key when told to, not before. */
export async function rage({ webs, person, procedure, calls, call }: Storm): Promise<StormReport> {
  const refusals = new Map<string, number>();
  const illegal: string[] = [];
  let slowestMs = 0;
  const count = (reason: string): unknown => refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
  const untilAnswered = async (n: number): Promise<Answer> => {
    const { input, key } = call(n);
    const headers = key === undefined ? {} : { 'idempotency-key': key };
    const origin = webs[n % webs.length]?.origin ?? '';
    for (;;) {
      const askedMs = performance.now();
      // A kept-alive connection that the server has just closed: such a call may be repeated.
      const answer = await person.call(origin, procedure, input, headers).catch(() => undefined);
      slowestMs = Math.max(slowestMs, performance.now() - askedMs);
      if (answer?.status === 200) return answer;
      if (!answer) {
        count('no answer');
        continue;
      }
      const { reason, retryable, retryAfterMs } = refusal.parse(JSON.parse(answer.text)).error.data;
      count(reason);
      if (!askAgain.has(reason) || !retryable) {
        illegal.push(`${answer.status} ${reason}`);
        return answer;
      }
      await sleep(retryAfterMs ?? 0);
    }
  };
  const startedMs = performance.now();
  const answers = await Promise.all(Array.from({ length: calls }, (_, n) => untilAnswered(n)));
  return { answers, refusals, illegal, tookMs: performance.now() - startedMs, slowestMs };
}

/** How many different answers there are; 1 when every caller was told the same, byte for byte. */
export function different(answers: readonly Answer[]): number {
  return new Set(answers.map(({ status, text }) => `${status} ${text}`)).size;
}

/** Answers that say they are a replay of an earlier one. */
export function replays(answers: readonly Answer[]): number {
  return answers.filter(({ headers }) => headers.get('idempotency-replayed') === 'true').length;
}
