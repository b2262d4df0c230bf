import { z } from 'zod';
import {
  type DemoSituation,
  type DemoSwitch,
  demoSituations,
  demoVendors,
} from '../../features/demo/situations.ts';

interface Fault {
  readonly kind: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the simulator is told for each situation. Each has a status or a kind of its own: it is recognised by it. */
const faults: Readonly<Record<DemoSituation, { readonly rate: number; readonly fault: Fault }>> = {
  down: { rate: 1, fault: { kind: 'status', status: 503 } },
  hanging: { rate: 1, fault: { kind: 'stall-headers' } },
  flaky: { rate: 0.5, fault: { kind: 'status', status: 502 } },
  limited: { rate: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': '2' } } },
};

const activeSchema = z.array(
  z.object({
    id: z.number(),
    rule: z.object({
      vendor: z.string().optional(),
      fault: z.object({ kind: z.string().optional(), status: z.number().optional() }).catch({}),
    }),
  }),
);
type Active = z.output<typeof activeSchema>;

const answerMs = 3_000;

/** The vendors of a demo and what is wrong with them. */
export interface DemoSimulator {
  read(): Promise<DemoSwitch[]>;
  /** Replaces what was wrong with that vendor. */
  set(change: DemoSwitch): Promise<DemoSwitch[]>;
}

/** Speaks to a simulator's control door, and only in the situations above. */
export function createDemoSimulator(url: string): DemoSimulator {
  const ask = async (method: string, query = '', body?: unknown): Promise<Active> => {
    const response = await fetch(`${url}/__sim/faults${query}`, {
      method,
      signal: AbortSignal.timeout(answerMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The simulator answered ${response.status}.`);
    return activeSchema.parse(await response.json());
  };
  const read = async () => switches(await ask('GET'));
  return {
    read,
    set: async ({ vendor, situation }) => {
      for (const { id, rule } of await ask('GET')) {
        if (rule.vendor === vendor) await ask('DELETE', `?id=${id}`);
      }
      if (situation !== null) await ask('POST', '', [{ vendor, ...faults[situation] }]);
      return read();
    },
  };
}

function switches(active: Active): DemoSwitch[] {
  return demoVendors.map((vendor) => {
    const rule = active.find((one) => one.rule.vendor === vendor)?.rule;
    const situation = demoSituations.find((name) => {
      const { kind, status } = faults[name].fault;
      return rule?.fault.kind === kind && rule.fault.status === status;
    });
    return { vendor, situation: situation ?? null };
  });
}
