import type { JournalEntry } from '../../simulator/control/journal.ts';
import { isIntegrationError } from '../../src/index.ts';
import { until } from '../door-bench.ts';
import { driveThrough } from '../vendors/drive.ts';
import type { MatrixFault } from './faults.ts';
import type { MatrixOperation } from './operation.ts';
import { finishedSpans, forgetSpans } from './spans.ts';
import type { Cell, World } from './world.ts';

/** What one run came to. */
export interface Ran {
  readonly error: unknown;
  /** Requests of this operation, from the journal. */
  readonly requests: readonly JournalEntry[];
  readonly effects: number;
  /** Waits between attempts, in ms. */
  readonly waits: readonly number[];
  /** Everything that was told: lines, records, states, spans and the error with its causes. */
  readonly told: string;
}

function toldBy({ bench }: Cell, error: unknown): string {
  const causes: unknown[] = [];
  for (let link = error; link instanceof Error && causes.length < 5; link = link.cause) {
    causes.push(link.message, link.stack, { ...link });
  }
  const spans = finishedSpans().map(({ name, attributes, status, events }) => ({
    name,
    attributes,
    status,
    events,
  }));
  return JSON.stringify([bench.lines, bench.records, bench.door.states(), causes, spans]);
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
  forgetSpans();
  const { error, waits } = await driveThrough(cell.bench, simulator, call());
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
