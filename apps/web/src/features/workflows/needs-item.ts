import type { Workflow } from '../../trpc/client.ts';

/** True when a workflow can't run without an item: its conditions look at one, or its actions work on one. */
export function needsItem({ trigger, actions }: Pick<Workflow, 'trigger' | 'actions'>): boolean {
  if (trigger.type === 'scheduled') return false;
  if (trigger.conditions?.length) return true;
  return actions.some(({ type, params }) => {
    const onItem = type === 'update_record' || type === 'archive_record';
    return (onItem && params?.recordId === undefined) || /\{\{\s*item\./.test(JSON.stringify(params ?? {}));
  });
}
