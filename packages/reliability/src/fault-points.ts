/**
 * Named places where a test stops, crashes or delays the code (`before-commit`, `after-effect`). Passed in like a
 * clock; in production nothing is armed. See `armFaults` in `@ballast/reliability/testing`.
 */
export interface FaultPoints {
  hit(name: string): Promise<void>;
}

const nothing = Promise.resolve();

/** No point is armed. */
export const noFaults: FaultPoints = { hit: () => nothing };
