import { withIdempotencyKey } from '@ballast/api/client';
import { systemRuntime } from '@ballast/reliability/browser';
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { trpc } from '../../trpc/client.ts';
import { explain, failureOf } from '../../trpc/explain.ts';
import { useViewer } from '../account/viewer.ts';
import { rememberSent } from '../inbox/sent-entries.ts';
import { CaptureQueue, type PendingThought, type SendOutcome } from './capture-queue.ts';
import { createUnsentStore, type UnsentThought } from './unsent-store.ts';

const QueueContext = createContext<CaptureQueue | null>(null);

/** Failures that no repeat will mend: the text itself is at fault. */
const finalStatuses = new Set([400, 413, 422]);

function outcomeOf(error: unknown): SendOutcome {
  const failure = failureOf(error);
  const why = explain(error);
  if (failure.httpStatus !== undefined && finalStatuses.has(failure.httpStatus))
    return { kind: 'refused', why };
  if (failure.httpStatus === 401) return { kind: 'later', afterMs: 0, why: 'Sign in again to send it.' };
  return { kind: 'later', afterMs: failure.retryAfterMs, why };
}

/** Keeps the queue of unsent thoughts running on every page. */
export function CaptureProvider({ children }: { children: ReactNode }) {
  const viewer = useViewer();
  const utils = trpc.useUtils();
  const [queue, setQueue] = useState<CaptureQueue | null>(null);

  useEffect(() => {
    const store = createUnsentStore(window.localStorage, viewer.id);
    const send = async ({ key, text }: UnsentThought): Promise<SendOutcome> => {
      try {
        const { entry } = await utils.client.capture.create.mutate(
          { text, source: 'web', externalId: key },
          withIdempotencyKey(key),
        );
        await rememberSent(utils, key, entry);
        return { kind: 'sent' };
      } catch (error) {
        return outcomeOf(error);
      }
    };
    const created = new CaptureQueue({ store, runtime: systemRuntime, send });
    const retry = () => created.retryNow();
    const follow = (event: StorageEvent) => {
      if (store.owns(event.key)) created.syncWithStorage();
    };
    created.start();
    setQueue(created);
    window.addEventListener('online', retry);
    window.addEventListener('storage', follow);
    return () => {
      created.stop();
      window.removeEventListener('online', retry);
      window.removeEventListener('storage', follow);
    };
  }, [viewer.id, utils]);

  return <QueueContext.Provider value={queue}>{children}</QueueContext.Provider>;
}

/** The queue; null until the page runs in a browser. */
export function useCaptureQueue(): CaptureQueue | null {
  return useContext(QueueContext);
}

const nothing: readonly PendingThought[] = [];
const noSubscription = () => () => {};

/** What is not sent yet, oldest first. */
export function usePendingThoughts(): readonly PendingThought[] {
  const queue = useCaptureQueue();
  return useSyncExternalStore(
    queue?.subscribe ?? noSubscription,
    queue?.snapshot ?? (() => nothing),
    () => nothing,
  );
}
