/** A timer that has not fired yet. Cancelling it again, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

export interface TimerOptions {
  /** Keep the process alive until the timer fires. Guards (deadlines) don't; work (a sleep) does. Default false. */
  readonly keepAlive?: boolean;
}

/** Time, chance and timers: everything a test wants to hold in its hand. */
export interface Runtime {
  /** Wall clock, in ms since the epoch. May step backwards; never measure durations with it. */
  now(): number;
  /** A clock that only moves forward, in ms from an arbitrary point. */
  monotonicMs(): number;
  /** Uniform in [0, 1). */
  random(): number;
  /** A random UUID (v4). */
  uuid(): string;
  /** Calls `fn` once, not earlier than `ms` from now. Any `ms` is allowed, also beyond setTimeout's 2^31. */
  setTimer(fn: () => void, ms: number, options?: TimerOptions): Timer;
}

/** setTimeout fires at once for anything above this; longer waits are taken in several legs. */
const longestLegMs = 2 ** 31 - 1;

/** Version 4, by hand where there is nothing better: twenty times as slow. */
function uuidOfBytes(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** `crypto.randomUUID` is missing in pages that were not served over HTTPS; random bytes are not. */
function uuid(): string {
  return 'randomUUID' in crypto ? crypto.randomUUID() : uuidOfBytes();
}

function setTimer(fn: () => void, ms: number, options: TimerOptions = {}): Timer {
  if (Number.isNaN(ms)) throw new RangeError('A timer was set for NaN ms');
  const dueMs = performance.now() + ms;
  let handle: ReturnType<typeof setTimeout> | undefined;
  const arm = (leftMs: number) => {
    handle = setTimeout(onLeg, Math.min(Math.max(Math.ceil(leftMs), 0), longestLegMs));
    // A browser's handle is a number; there is no process to keep alive.
    if (options.keepAlive !== true) (handle as { unref?: () => void }).unref?.();
  };
  const onLeg = () => {
    // setTimeout may come a fraction early; then this waits for the rest.
    const leftMs = dueMs - performance.now();
    if (leftMs > 0) arm(leftMs);
    else fn();
  };
  arm(ms);
  return { cancel: () => clearTimeout(handle) };
}

/** The real clocks, chance and timers of this process. The only place that touches the globals. */
export const systemRuntime: Runtime = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  random: () => Math.random(),
  uuid,
  setTimer,
};
