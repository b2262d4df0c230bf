import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Acknowledged {
  readonly key: string;
  readonly entryId: string;
}

export interface Callers {
  readonly acknowledged: Acknowledged[];
  /** How often each thing but an acknowledgement was the answer, by reason. */
  readonly refusals: Map<string, number>;
  /** Acknowledgements that were replays: the first try had taken effect, and its answer was lost. */
  readonly replays: () => number;
  /** Longest wait for any one answer, in ms. */
  readonly slowestMs: () => number;
  /** Ends the load; every call that was begun is repeated until it is acknowledged. */
  stop(): Promise<void>;
}

/** Callers that capture thoughts as fast as they are answered, repeating each with its key until it is acknowledged. */
export function startCallers(options: {
  url: string;
  ownerId: string;
  count: number;
  budgetMs: number;
}): Callers {
  const { url, ownerId, count, budgetMs } = options;
  const acknowledged: Acknowledged[] = [];
  const refusals = new Map<string, number>();
  let replays = 0;
  let slowestMs = 0;
  let over = false;

  const attempt = async (key: string): Promise<boolean> => {
    const startedMs = performance.now();
    let reason: string;
    try {
      const response = await fetch(`${url}/capture.create`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-test-owner': ownerId,
          'idempotency-key': key,
          'x-request-timeout-ms': String(budgetMs),
        },
        body: JSON.stringify({ text: key }),
      });
      const body = (await response.json()) as {
        result?: { data: { entry: { id: string } } };
        error?: { data: { reason: string } };
      };
      if (body.result) {
        acknowledged.push({ key, entryId: body.result.data.entry.id });
        if (response.headers.get('idempotency-replayed') === 'true') replays += 1;
        return true;
      }
      reason = body.error?.data.reason ?? `HTTP ${response.status}`;
    } catch {
      reason = 'no answer';
    } finally {
      slowestMs = Math.max(slowestMs, performance.now() - startedMs);
    }
    refusals.set(reason, (refusals.get(reason) ?? 0) + 1);
    return false;
  };
  const caller = async (): Promise<void> => {
    while (!over) {
      const key = randomUUID();
      while (!(await attempt(key))) await sleep(25);
    }
  };
  const calling = Promise.all(Array.from({ length: count }, caller));
  return {
    ...{ acknowledged, refusals, replays: () => replays, slowestMs: () => slowestMs },
    stop: async () => {
      over = true;
      await calling;
    },
  };
}
