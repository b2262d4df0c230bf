import type { JournalEntry } from '../../simulator/control/journal.ts';
import { isIntegrationError } from '../../src/index.ts';
import type { LogLine } from '../door-bench.ts';
import { until } from '../door-bench.ts';
import type { MatrixFault } from './faults.ts';
import type { MatrixOperation } from './operations.ts';
import type { Cell, World } from './world.ts';

/** What one run came to. */
export interface Ran {
  readonly error: unknown;
  /** Requests of this operation, from the journal. */
  readonly requests: readonly JournalEntry[];
  readonly effects: number;
  /** Waits between attempts, in ms. */
  readonly waits: readonly number[];
  /** Everything that was told: lines, records, states and the error with its causes. */
  readonly told: string;
}

/** Moves time on while the simulator keeps the caller waiting, in steps of this, in ms. */
const stepMs = 5_000;

const isRetry = ({ message }: LogLine) => message === 'call will be retried';

async function drive(cell: Cell, work: Promise<unknown>): Promise<{ error: unknown; waits: number[] }> {
  const { bench, world } = cell;
  let ended: { readonly error: unknown } | undefined;
  work.then(
    () => {
      ended = { error: undefined };
    },
    (error: unknown) => {
      ended = { error };
    },
  );
  const waits: number[] = [];
  let read = bench.lines.length;
  for (;;) {
    await until(
      () => ended !== undefined || bench.lines.slice(read).some(isRetry) || world.simulator.held() > 0,
    );
    if (ended !== undefined) return { error: ended.error, waits };
    const retry = bench.lines.slice(read).find(isRetry);
    if (retry === undefined) {
      await world.runtime.advance(stepMs);
      continue;
    }
    read = bench.lines.length;
    const delayMs = Number(retry.fields['delayMs']);
    waits.push(delayMs);
    await world.runtime.advance(delayMs);
  }
}

function toldBy({ bench }: Cell, error: unknown): string {
  const causes: unknown[] = [];
  for (let link = error; link instanceof Error && causes.length < 5; link = link.cause) {
    causes.push(link.message, link.stack, { ...link });
  }
  return JSON.stringify([bench.lines, bench.records, bench.door.states(), causes]);
}

/** Runs one operation against one fault: `once`, or as long as it asks. Undefined: the fault does not apply. */
export async function runCell(
  world: World,
  operation: MatrixOperation,
  fault: MatrixFault,
  lasting: boolean,
): Promise<Ran | undefined> {
  const { simulator, runtime } = world;
  const cell = world.cell();
  if (fault.fault(operation, runtime.now()) === undefined) return undefined;
  const call = await operation.prepare(cell);
  const given = fault.fault(operation, runtime.now());
  const route = operation.route ?? operation.name;
  const after = simulator.journal().length;
  simulator.clearFaults();
  if (given !== undefined) {
    simulator.faults([{ vendor: operation.vendor, route, fault: given, ...(lasting ? { rate: 1 } : {}) }]);
  }
  const { error, waits } = await drive(cell, call());
  simulator.clearFaults();
  await until(() => simulator.held() === 0);
  const requests = simulator.journal({ vendor: operation.vendor, route, after });
  return {
    error,
    requests,
    effects: requests.filter(({ tookEffect }) => tookEffect).length,
    waits,
    told: toldBy(cell, error),
  };
}

/** How a run ended, in a word for the table. */
export function endOf({ error }: Ran): string {
  if (error === undefined) return 'ok';
  return isIntegrationError(error) ? error.code : 'unexpected';
}
