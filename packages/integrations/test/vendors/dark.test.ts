import { comeBackMs } from '@ballast/reliability';
import { expect, test } from 'vitest';
import { deliverMessage, doorSettings, isIntegrationError, outcomeOf } from '../../src/index.ts';
import { turn, until } from '../door-bench.ts';
import { createVendorBench, type VendorBench } from './vendor-bench.ts';

const darkMs = 300_000;
const queued = 120;
/** Deliveries at a time, as a job runner has them. */
const workers = 10;
const { breakerFailures, breakerCooldownMs } = doorSettings();

interface Waiting {
  readonly n: number;
  readonly dueMs: number;
  readonly attempt: number;
  readonly uncertain: boolean;
}

function send({ vendors, accounts, context }: VendorBench, { n, uncertain }: Waiting) {
  const payload = { text: `Thought ${n}`, channel: 'C0INBOX001' };
  const message = { vendor: 'slack', operation: 'message.post', payload, dedupeId: `step:${n}`, uncertain };
  return deliverMessage({ vendors, message, credentials: accounts.slack, context: context() });
}

/** A queue as the outbox keeps it: what fails comes back when it was told to, spread, and is looked up once in doubt. */
async function drain(bench: VendorBench, sent: Set<number>): Promise<void> {
  const { runtime } = bench.door;
  let waiting: Waiting[] = Array.from({ length: queued }, (_, n) => ({
    n,
    dueMs: 0,
    attempt: 1,
    uncertain: false,
  }));
  let running = 0;
  const begin = (one: Waiting) => {
    running += 1;
    send(bench, one)
      .then(
        () => void sent.add(one.n),
        (error: unknown) => {
          const toldMs = isIntegrationError(error) ? error.retryAfterMs : undefined;
          const usualMs = 2_500 * 2 ** Math.min(one.attempt - 1, 6) * (1 + runtime.random());
          const delayMs = Math.max(usualMs, comeBackMs(toldMs ?? 0, runtime.random()));
          const uncertain = one.uncertain || outcomeOf(error) === 'unknown';
          const attempt = one.attempt + (toldMs === undefined ? 1 : 0);
          waiting.push({ n: one.n, dueMs: runtime.monotonicMs() + delayMs, attempt, uncertain });
        },
      )
      .finally(() => {
        running -= 1;
      });
  };
  while (sent.size < queued) {
    const nowMs = runtime.monotonicMs();
    const due = waiting.filter(({ dueMs }) => dueMs <= nowMs).slice(0, workers - running);
    waiting = waiting.filter((one) => !due.includes(one));
    for (const one of due) begin(one);
    for (let n = 0; n < 20; n++) await turn();
    await runtime.advance(250);
  }
}

test('I8 a vendor dark for five minutes is left alone, and its queue comes back without a burst', {
  timeout: 60_000,
}, async () => {
  await using bench = await createVendorBench();
  const { simulator, door, vendors, accounts } = bench;
  const { runtime } = door;
  const began = simulator.journal().length;
  const startMs = runtime.now();
  simulator.faults([{ vendor: 'slack', rate: 1, forMs: darkMs, fault: 'reset-before-effect' }]);

  const sent = new Set<number>();
  const draining = drain(bench, sent);
  await until(() => door.door.state('slack', 'integration-1')?.breaker === 'open');
  const reached = simulator.journal({ vendor: 'slack', after: began }).length;
  // Calls that were under way when it opened may still end; no new one begins.
  expect(reached).toBeLessThanOrEqual(breakerFailures + workers);

  const waits: number[] = [];
  for (let n = 0; n < 50; n++) {
    const askedMs = performance.now();
    await expect(vendors.slack.authTest(accounts.slack, bench.context())).rejects.toMatchObject({
      code: 'circuit_open',
    });
    waits.push(performance.now() - askedMs);
  }
  const medianMs = waits.toSorted((a, b) => a - b)[25] ?? Number.NaN;
  expect(medianMs).toBeLessThan(5);
  expect(await vendors.notion.me(accounts.notion, bench.context())).toMatchObject({
    workspaceName: 'W0SIMULATE',
  });
  expect(
    door.door
      .states()
      .filter(({ vendor }) => vendor !== 'slack')
      .every(({ breaker }) => breaker === 'closed'),
  ).toBe(true);

  await draining;
  const arrivals = simulator
    .journal({ vendor: 'slack', after: began })
    .map(({ at, tookEffect }) => ({ ms: Date.parse(at) - startMs, tookEffect }));
  const delivered = arrivals.filter(({ tookEffect }) => tookEffect).map(({ ms }) => ms);
  const firstMs = Math.min(...delivered);
  const perSecond = new Map<number, number>();
  for (const { ms } of arrivals.filter((one) => one.ms >= darkMs)) {
    const second = Math.floor(ms / 1_000);
    perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
  }
  const busiest = Math.max(...perSecond.values());
  const whileDark = arrivals.filter(({ ms }) => ms < darkMs).length;
  process.stdout.write(
    `dark: ${reached} requests before the breaker opened, ${whileDark} in five minutes; refused in ${medianMs.toFixed(2)} ms (median); first delivery ${((firstMs - darkMs) / 1_000).toFixed(1)} s after the light came back; ${queued} delivered at ${busiest} requests a second at most\n`,
  );
  expect(delivered).toHaveLength(queued);
  // One trial a cooldown, and what it is a repeat of.
  expect(whileDark).toBeLessThanOrEqual(breakerFailures + workers + darkMs / breakerCooldownMs);
  expect(firstMs - darkMs).toBeLessThanOrEqual(breakerCooldownMs);
  // Each worker may begin four calls in such a second: told alike and not spread, they would.
  expect(busiest).toBeLessThanOrEqual(2 * workers);
});
