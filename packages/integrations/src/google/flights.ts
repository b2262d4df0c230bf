import { type Deadline, isReliabilityError, timeout } from '@ballast/reliability';

/** One piece of work for all who ask for the same at once. */
export interface Flights<T> {
  /**
   * Joins the work under `key`, or begins it. Each waits within a deadline of their own; when the one who began it
   * leaves or runs out of time, one of those who wait begins it anew.
   */
  join(key: string, deadline: Deadline, work: () => Promise<T>): Promise<T>;
}

export function createFlights<T>(): Flights<T> {
  const running = new Map<string, Promise<T>>();
  return {
    join: async (key, deadline, work) => {
      for (;;) {
        const flight = running.get(key);
        if (flight === undefined) {
          const begun = work().finally(() => running.delete(key));
          running.set(key, begun);
          return begun;
        }
        try {
          return await timeout(() => flight, Number.POSITIVE_INFINITY, deadline);
        } catch (error) {
          deadline.throwIfAborted();
          if (!isReliabilityError(error)) throw error;
        }
      }
    },
  };
}
