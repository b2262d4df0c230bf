import type { Execution } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';

const looks = {
  running: { label: 'Running', tint: 'bg-review-tint text-review' },
  succeeded: { label: 'Done', tint: 'bg-accent-tint text-accent' },
  failed: { label: 'Failed', tint: 'bg-danger-tint text-danger' },
  stopped: { label: 'Stopped', tint: 'bg-danger-tint text-danger' },
  unsure: { label: 'Needs your word', tint: 'bg-review-tint text-review' },
} as const;

/** How a run stands. */
export function RunStatus({ run }: { run: Pick<Execution, 'status'> & Partial<Execution> }) {
  const unsure = run.steps?.some((step) => step.status === 'unknown') ?? false;
  const look = run.stoppedBy ? 'stopped' : run.status === 'running' && unsure ? 'unsure' : run.status;
  const { label, tint } = looks[look];
  return <Badge tint={tint}>{label}</Badge>;
}
