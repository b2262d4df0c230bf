import type { Runtime } from '@ballast/reliability';

/** One request of a vendor to the application. */
export interface Outgoing {
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The vendor's id of what happened; the same in a repeat. */
  readonly eventId: string;
}

/** What became of it. */
export interface Delivery {
  readonly eventId: string;
  /** What the application answered; null when it did not. */
  readonly status: number | null;
  /** Why there was no answer, in the system's words. */
  readonly error: string | null;
  /** The first 2 000 characters of the answer. */
  readonly answer: string;
  readonly durationMs: number;
}

/** Sends webhooks, and gives all of them up on close. */
export interface Sender {
  send(outgoing: Outgoing): Promise<Delivery>;
  close(): void;
}

/** No vendor waits longer for a webhook to be taken. */
const patienceMs = 30_000;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  return error.cause instanceof Error ? error.cause.message : error.message;
}

export function createSender(runtime: Runtime): Sender {
  const open = new Set<AbortController>();

  const send = async ({ target, headers, body, eventId }: Outgoing): Promise<Delivery> => {
    const startedMs = runtime.monotonicMs();
    const controller = new AbortController();
    const timer = runtime.setTimer(() => controller.abort(new Error('no answer in time')), patienceMs);
    const done = (part: Pick<Delivery, 'status' | 'error' | 'answer'>): Delivery => ({
      eventId,
      ...part,
      durationMs: Math.round(runtime.monotonicMs() - startedMs),
    });
    open.add(controller);
    try {
      const { signal } = controller;
      const response = await fetch(target, { method: 'POST', headers, body, signal, redirect: 'manual' });
      const answer = (await response.text()).slice(0, 2000);
      return done({ status: response.status, error: null, answer });
    } catch (error) {
      return done({ status: null, error: reasonOf(error), answer: '' });
    } finally {
      timer.cancel();
      open.delete(controller);
    }
  };

  return {
    send,
    close: () => {
      for (const controller of open) controller.abort(new Error('the simulator was closed'));
    },
  };
}
