/** A thousand different keys on two web processes, alone and beside a thousand calls with one key. */
import { newId } from '@ballast/db';
import { createTestDatabase } from '@ballast/db/testing';
import { sleep } from '@ballast/reliability';
import { spawnWeb, type WebProcess } from '../packages/api/test/processes/spawn-web.ts';
import type { Bench } from './harness/bench.ts';
import { interleaved, pairedRatio } from './harness/statistics.ts';

const calls = 1_000;
const callers = 40;
const rounds = 9;
const most = 4 / 3;

/** One call as our clients make it: asked again, when told to, until it is answered. */
async function capture(web: WebProcess, ownerId: string, key: string): Promise<void> {
  const headers = { 'x-test-owner': ownerId, 'idempotency-key': key };
  for (;;) {
    const response = await web.mutate('capture.create', { text: key }, headers).catch(() => undefined);
    const body = await response?.text();
    if (response?.status === 200) return;
    const { data } = body === undefined ? { data: { retryable: true } } : JSON.parse(body).error;
    if (data.retryable !== true) throw new Error(`A call was refused for good: ${data.reason}`);
    await sleep(data.retryAfterMs ?? 0);
  }
}

export const bench: Bench = {
  name: 'storm',
  run: async () => {
    await using db = await createTestDatabase();
    const ownerId = newId();
    await db.database.prisma.user.create({
      data: { id: ownerId, name: 'Bench', email: 'bench@example.test' },
    });
    await using first = await spawnWeb({ databaseUrl: db.url });
    await using second = await spawnWeb({ databaseUrl: db.url });
    const webOf = (n: number): WebProcess => (n % 2 === 0 ? first : second);

    /** How long a thousand different keys take, in ms. */
    const different = async (): Promise<number> => {
      const startedMs = performance.now();
      let next = 0;
      const caller = async (): Promise<void> => {
        for (let n = next; n < calls; n = next) {
          next += 1;
          await capture(webOf(n), ownerId, newId());
        }
      };
      await Promise.all(Array.from({ length: callers }, caller));
      return performance.now() - startedMs;
    };
    const beside = async (): Promise<number> => {
      const key = newId();
      const storm = Promise.all(Array.from({ length: calls }, (_, n) => capture(webOf(n), ownerId, key)));
      const tookMs = await different();
      await storm;
      return tookMs;
    };
    const ms = await interleaved({ alone: different, beside }, rounds);
    const slowed = pairedRatio(ms.beside, ms.alone);
    return {
      method: `\`capture.create\` over HTTP on two web processes and one database: ${calls} different keys from ${callers} callers, alone and while ${calls} calls with one key arrive at once. Callers repeat what they are told to repeat. The caller's process shares the machine with the servers. The ratio is the median of the ratios round by round.`,
      measures: [
        { what: `${calls} different keys`, unit: 'ms', samples: ms.alone },
        { what: `${calls} different keys beside a storm of one key`, unit: 'ms', samples: ms.beside },
      ],
      targets: [
        {
          promise: 'different keys are slowed by a storm of one key by at most a third (≤ 1.33)',
          measured: slowed.toFixed(2),
          met: slowed <= most,
        },
      ],
    };
  },
};
