/** A thought that the server has not acknowledged yet, as it is kept in this browser. */
export interface UnsentThought {
  /** Idempotency key and the source's own id at once: however often it is sent, it is one thought. */
  readonly key: string;
  readonly text: string;
  readonly createdAtMs: number;
}

/** The part of `localStorage` that is used. */
export interface KeyValueStore {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Where unsent thoughts are kept: one place a thought, so that two tabs never overwrite each other's. */
export interface UnsentStore {
  list(): UnsentThought[];
  put(thought: UnsentThought): void;
  remove(key: string): void;
  /** Whether a changed place of the storage is one of these. */
  owns(place: string | null): boolean;
}

/** The unsent thoughts of one person in this browser. A storage that refuses (full, forbidden) is not an error. */
export function createUnsentStore(storage: KeyValueStore, ownerId: string): UnsentStore {
  const prefix = `ballast.unsent.${ownerId}.`;
  return {
    list: () => {
      const thoughts: UnsentThought[] = [];
      for (let index = 0; index < storage.length; index += 1) {
        const place = storage.key(index);
        const thought = place?.startsWith(prefix) ? parse(storage.getItem(place)) : undefined;
        if (thought) thoughts.push(thought);
      }
      return thoughts.sort((a, b) => a.createdAtMs - b.createdAtMs);
    },
    put: (thought) => {
      try {
        storage.setItem(prefix + thought.key, JSON.stringify(thought));
      } catch {
        // It stays in memory and is sent from there.
      }
    },
    remove: (key) => storage.removeItem(prefix + key),
    owns: (place) => place === null || place.startsWith(prefix),
  };
}

function parse(value: string | null): UnsentThought | undefined {
  try {
    const thought: unknown = JSON.parse(value ?? 'null');
    if (typeof thought !== 'object' || thought === null) return undefined;
    if (!('key' in thought && 'text' in thought && 'createdAtMs' in thought)) return undefined;
    const { key, text, createdAtMs } = thought;
    if (typeof key !== 'string' || typeof text !== 'string' || typeof createdAtMs !== 'number')
      return undefined;
    return { key, text, createdAtMs };
  } catch {
    return undefined;
  }
}
