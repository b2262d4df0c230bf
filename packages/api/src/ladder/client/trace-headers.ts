/** How a page says that its trace id is an id only, and that whether to record it is the server's choice. */
const undecided = 'ballast=undecided';

/** A source of random bytes; `crypto` in a browser. */
export interface RandomBytes {
  getRandomValues(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>;
}

function hex(bytes: number, source: RandomBytes): string {
  const values = source.getRandomValues(new Uint8Array(bytes));
  return Array.from(values, (value) => value.toString(16).padStart(2, '0')).join('');
}

/** A new trace for one call, as W3C headers: what the page logs and what the server records share its id. */
export function mintTraceHeaders(source: RandomBytes): { traceparent: string; tracestate: string } {
  return { traceparent: `00-${hex(16, source)}-${hex(8, source)}-01`, tracestate: undecided };
}

/** Whether this `tracestate` came from `mintTraceHeaders`. */
export function isUndecided(tracestate: string | undefined): boolean {
  return tracestate?.split(',').some((entry) => entry.trim() === undecided) ?? false;
}
