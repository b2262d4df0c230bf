import { useState } from 'react';
import { type ProposedAction, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { noticeOf } from '../../ui/notice.ts';

/** What a person does with an action. */
export interface ActionVerbs {
  /** The action and verb that is under way. */
  readonly busy: { readonly id: string; readonly verb: Verb } | null;
  /** Why the last one was refused, and for which action. */
  readonly refused: { readonly id: string; readonly why: string } | null;
  act(action: ProposedAction, verb: Verb): void;
}
export type Verb = 'approve' | 'reject' | 'rollback';

const said: Readonly<Record<Verb, string>> = {
  approve: 'Done',
  reject: 'Rejected',
  rollback: 'Taken back: everything is as it was before',
};

/** Approving does what was approved; rejecting and taking back are a call each. One at a time. */
export function useActionVerbs(): ActionVerbs {
  const utils = trpc.useUtils();
  const approve = trpc.action.approve.useMutation().mutateAsync;
  const execute = trpc.action.execute.useMutation().mutateAsync;
  const reject = trpc.action.reject.useMutation().mutateAsync;
  const rollback = trpc.action.rollback.useMutation().mutateAsync;
  const [busy, setBusy] = useState<ActionVerbs['busy']>(null);
  const [refused, setRefused] = useState<ActionVerbs['refused']>(null);

  const work = async ({ id, status }: ProposedAction, verb: Verb) => {
    if (verb === 'reject') return reject({ id });
    if (verb === 'rollback') return rollback({ id });
    // Two steps: a yes that was given stays given when the doing of it has to wait.
    if (status === 'proposed') await approve({ id });
    return execute({ id });
  };
  const run = async (action: ProposedAction, verb: Verb) => {
    setBusy({ id: action.id, verb });
    setRefused(null);
    try {
      await work(action, verb);
      noticeOf(`action-${action.id}`, said[verb]);
    } catch (error) {
      setRefused({ id: action.id, why: explain(error) });
    }
    await Promise.all([utils.action.invalidate(), utils.record.invalidate(), utils.outbox.invalidate()]);
    setBusy(null);
  };
  return {
    busy,
    refused,
    act: (action, verb) => {
      if (busy === null) void run(action, verb);
    },
  };
}
