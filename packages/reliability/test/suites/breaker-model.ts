import type { BreakerState, CallResult } from '../../src/index.ts';

interface ModelOptions {
  readonly consecutiveFailures: number;
  readonly cooldownMs: number;
  readonly forgetAfterMs: number;
  readonly trials: number;
}

/**
 * A breaker as one would explain it: it remembers everything that was said since its last change of state, and looks
 * at that list again each time. Slow, and nothing in it is shared with the real one.
 */
export function breakerModel(options: ModelOptions, nowMs: () => number) {
  let state: BreakerState = 'closed';
  let sinceMs = nowMs();
  let chapter = 0;
  let said: { result: CallResult; atMs: number }[] = [];
  const calls: { chapter: number; dueMs: number; over: boolean }[] = [];

  const turn = (to: BreakerState) => {
    state = to;
    sinceMs = nowMs();
    chapter += 1;
    said = [];
  };
  const running = () =>
    calls.filter((call) => call.chapter === chapter && !call.over && call.dueMs > nowMs());
  const row = () => {
    let count = 0;
    for (const [index, { result, atMs }] of said.entries()) {
      const gapMs = atMs - (said[index - 1]?.atMs ?? atMs);
      if (result === 'success' || gapMs > options.forgetAfterMs) count = 0;
      if (result === 'failure') count += 1;
    }
    return count;
  };

  return {
    state: () => state,
    waitMs: () => {
      if (state === 'open') return Math.max(0, sinceMs + options.cooldownMs - nowMs());
      const busy = running();
      if (state === 'closed' || busy.length < options.trials) return 0;
      return Math.min(...busy.map(({ dueMs }) => dueMs)) - nowMs();
    },
    begin: (lastsMs: number) => {
      if (state === 'open') turn('half_open');
      return calls.push({ chapter, dueMs: nowMs() + lastsMs, over: false }) - 1;
    },
    end: (index: number, result: CallResult) => {
      const call = calls[index];
      if (call === undefined || call.over || call.chapter !== chapter) return;
      call.over = true;
      if (result === 'neutral') return;
      said.push({ result, atMs: nowMs() });
      if (state === 'closed' && row() >= options.consecutiveFailures) turn('open');
      else if (state === 'half_open' && result === 'failure') turn('open');
      else if (state === 'half_open' && said.length >= options.trials) turn('closed');
    },
  };
}
