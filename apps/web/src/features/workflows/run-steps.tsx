import { Check, CircleHelp, Clock, X } from 'lucide-react';
import Link from 'next/link';
import type { Execution } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { ResolveButtons } from '../outbox/resolve-buttons.tsx';
import { actionKindOf } from './action-kinds.ts';

type Step = Execution['steps'][number];

const looks = {
  succeeded: { icon: Check, word: 'done', tone: 'text-accent' },
  failed: { icon: X, word: 'failed', tone: 'text-danger' },
  unknown: { icon: CircleHelp, word: 'nobody knows whether it arrived', tone: 'text-review' },
  pending: { icon: Clock, word: 'not done', tone: 'text-faint' },
} as const;

/** The steps of a run in order, each with what became of it. */
export function RunSteps({ run }: { run: Execution }) {
  if (run.steps.length === 0) return null;
  return (
    <ol aria-label="Steps" className="mt-3 space-y-2 border-t border-line pt-3">
      {run.steps.map((step, index) => (
        <StepRow key={index} step={step} over={run.status !== 'running'} />
      ))}
    </ol>
  );
}

function StepRow({ step, over }: { step: Step; over: boolean }) {
  const { icon: Icon, word, tone } = looks[step.status];
  const kind = actionKindOf(step.type);
  const label = kind?.label ?? step.type;
  const { recordId } = (step.result ?? {}) as { recordId?: unknown };
  return (
    <li className="grid grid-cols-[1rem_1fr] gap-x-2.5 text-sm">
      <Icon className={cx('icon mt-0.5', tone)} strokeWidth={2.25} aria-hidden="true" />
      <div className="min-w-0">
        <p>
          {label}
          <span className={cx('ml-2', tone)}>{wordOf(step, over, kind?.outside) ?? word}</span>
          {typeof recordId === 'string' && step.status === 'succeeded' && !step.error ? (
            <Link
              href={`/records/${recordId}`}
              className="ml-2 text-soft underline underline-offset-2 hover:text-ink"
            >
              see it
            </Link>
          ) : null}
        </p>
        {step.error ? <p className="mt-0.5 text-soft">{step.error}</p> : null}
        {step.messageId && (step.status === 'unknown' || step.status === 'failed') ? (
          <div className="mt-2">
            <ResolveButtons messageId={step.messageId} status={step.status} about={label} />
          </div>
        ) : null}
      </div>
    </li>
  );
}

/** A message that is not there yet is on its way, for as long as the run goes on. */
function wordOf(step: Step, over: boolean, outside: string | undefined): string | undefined {
  if (step.status !== 'pending') return undefined;
  if (step.messageId) return `on its way to ${outside ?? 'the outside'}`;
  return over ? 'not done' : 'waiting';
}
