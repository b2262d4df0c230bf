import type { FaultPoints } from '../fault-points.ts';

/** What happens at a point: throw to crash there, return a promise to hold it. `count` is 1 at the first pass. */
export type Fault = (count: number) => void | Promise<void>;

export interface ArmedFaults extends FaultPoints {
  /** Every point passed, in order, armed or not. */
  readonly passed: readonly string[];
}

/** Fault points with some of them armed: `armFaults({ 'before-commit': () => { throw new Error('crash'); } })`. */
export function armFaults(faults: Readonly<Record<string, Fault>>): ArmedFaults {
  const passed: string[] = [];
  return {
    passed,
    hit: async (name) => {
      passed.push(name);
      if (!Object.hasOwn(faults, name)) return;
      await faults[name]?.(passed.filter((other) => other === name).length);
    },
  };
}

/** Holds whoever arrives until the test opens it: `armFaults({ 'after-effect': gate.arrive })`. */
export interface Gate {
  /** Resolves once somebody has arrived. */
  readonly reached: Promise<void>;
  readonly arrive: () => Promise<void>;
  readonly open: () => void;
}

/** A closed gate. */
export function openableGate(): Gate {
  const arrived = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  return {
    reached: arrived.promise,
    open: opened.resolve,
    arrive: () => {
      arrived.resolve();
      return opened.promise;
    },
  };
}
