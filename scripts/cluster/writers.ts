import { randomUUID } from 'node:crypto';
import { sleep } from '@ballast/reliability';
import { z } from 'zod';
import type { Answer, Person } from './person.ts';
import type { WebProcess } from './processes.ts';

/** A write that was answered with success. */
export interface Acknowledged {
  /** What it was about, which no other is. */
  readonly about: string;
  /** Of the thought or of the run. */
  readonly id: string;
}

export interface Writers {
  readonly thoughts: readonly Acknowledged[];
  readonly runs: readonly Acknowledged[];
  /** How often each thing but a success was the answer, by reason. */
  readonly refusals: ReadonlyMap<string, number>;
  /** Refusals that no repeat would help, which there should not be. */
  readonly final: readonly string[];
  readonly replays: () => number;
  /** Ends the load; every write that was begun is repeated until it is acknowledged. */
  stop(): Promise<void>;
}

const refusal = z.object({
  error: z.object({ data: z.object({ reason: z.string(), retryable: z.boolean() }) }),
});
const captured = z.object({ entry: z.object({ id: z.string() }) });
const ran = z.object({ execution: z.object({ id: z.string() }) });
const success = z.object({ result: z.object({ data: z.union([captured, ran]) }) });

/** Between a writer's writes, and before it repeats one, in ms. */
const pauseMs = 250;

/**
 * People at work: each captures a thought or runs a workflow, and asks another web process with the same key until it
 * is told that it is done.
 */
export function startWriters(options: {
  readonly webs: readonly WebProcess[];
  readonly person: Person;
  /** Run in turn. */
  readonly workflows: readonly string[];
  readonly count: number;
}): Writers {
  const { webs, person, workflows, count } = options;
  const thoughts: Acknowledged[] = [];
  const runs: Acknowledged[] = [];
  const refusals = new Map<string, number>();
  const final: string[] = [];
  let [turn, replays, over] = [0, 0, false];

  const ask = async (procedure: string, input: unknown, key: string): Promise<Answer | undefined> => {
    turn += 1;
    const origin = webs[turn % webs.length]?.origin ?? '';
    return person.call(origin, procedure, input, { 'idempotency-key': key }).catch(() => undefined);
  };
  const write = async (procedure: string, input: unknown, about: string): Promise<string | undefined> => {
    for (;;) {
      const answer = await ask(procedure, input, about);
      if (answer?.status === 200) {
        if (answer.headers.get('idempotency-replayed') === 'true') replays += 1;
        const { data } = success.parse(JSON.parse(answer.text)).result;
        return 'entry' in data ? data.entry.id : data.execution.id;
      }
      const said = answer && refusal.parse(JSON.parse(answer.text)).error.data;
      const reason = said?.reason ?? 'no answer';
      refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
      if (said?.retryable === false) {
        final.push(reason);
        return undefined;
      }
      await sleep(pauseMs);
    }
  };
  const writer = async (n: number): Promise<void> => {
    for (let written = n; !over; written += 1) {
      const about = randomUUID();
      if (written % 4 === 0) {
        const workflowId = workflows[written % workflows.length];
        const id = await write('workflow.trigger', { workflowId, trigger: { about } }, about);
        if (id) runs.push({ about, id });
      } else {
        const id = await write('capture.create', { text: `call the bank about ${about}` }, about);
        if (id) thoughts.push({ about, id });
      }
      await sleep(pauseMs);
    }
  };
  const writing = Promise.all(Array.from({ length: count }, (_, n) => writer(n)));
  return {
    ...{ thoughts, runs, refusals, final, replays: () => replays },
    stop: async () => {
      over = true;
      await writing;
    },
  };
}
