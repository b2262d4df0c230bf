import { useSyncExternalStore } from 'react';

const tickMs = 30_000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    nowMs = Date.now();
    for (const each of listeners) each();
  }, tickMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function read(): number {
  // A page that slept, or was just mounted, must not show the time of its last tick.
  const current = Date.now();
  if (current - nowMs > tickMs) nowMs = current;
  return nowMs;
}

/** The time in epoch ms, moving on by itself every half minute. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, read, read);
}
