import { type Runtime, systemRuntime } from '@ballast/reliability';

/** Makes UUIDs of version 7: the time in ms first, so that ids sort, and indexes grow, by time of creation. */
export function createIdSource(runtime: Runtime): () => string {
  return () => {
    const time = runtime.now().toString(16).padStart(12, '0');
    // A version 4 with its first 48 bits and its version replaced.
    return `${time.slice(0, 8)}-${time.slice(8)}-7${runtime.uuid().slice(15)}`;
  };
}

/** A new UUID v7 by this process's clock. */
export const newId: () => string = createIdSource(systemRuntime);
