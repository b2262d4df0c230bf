import { describe, it } from 'vitest';

/** One thing an implementation must do. Fails by throwing; must end even when the implementation hangs. */
export interface Case {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Holds our own implementation to the suite. */
export function holdTo(title: string, cases: readonly Case[]): void {
  describe(title, () => {
    for (const { name, run } of cases) it(name, run);
  });
}

/** The names of the cases that a known-bad implementation fails. */
export async function casesFailedBy(cases: readonly Case[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { name, run } of cases) {
    try {
      await run();
    } catch {
      failed.push(name);
    }
  }
  return failed;
}

/** A promise that a test looks at instead of waiting for, because a bad implementation may never settle it. */
export interface Watched<T> {
  state: 'pending' | 'fulfilled' | 'rejected';
  value?: T;
  error?: unknown;
}

export function watch<T>(promise: Promise<T>): Watched<T> {
  const watched: Watched<T> = { state: 'pending' };
  promise.then(
    (value) => Object.assign(watched, { state: 'fulfilled', value }),
    (error: unknown) => Object.assign(watched, { state: 'rejected', error }),
  );
  return watched;
}
