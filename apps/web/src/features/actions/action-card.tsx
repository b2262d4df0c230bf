import type { ProposedAction } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { useViewer } from '../account/viewer.ts';
import { ActionSubjects } from './action-subjects.tsx';
import { AuditTrail } from './audit-trail.tsx';
import type { ActionVerbs, Verb } from './use-action-verbs.ts';
import { detailsOf, kindLabels, statusWords, whoWords } from './words.ts';

/** One action: what it does or did, why, how it stands, and what can be done with it. */
export function ActionCard({ action, verbs }: { action: ProposedAction; verbs: ActionVerbs }) {
  const { id, kind, reason, proposedBy, status, outside, error, createdAt, executedAt } = action;
  const { label, tint } = statusWords[status];
  const title = kindLabels[kind] ?? kind;
  const refused = verbs.refused?.id === id ? verbs.refused.why : null;
  return (
    <li className="rounded-card border border-line bg-sheet p-4 sm:p-5" aria-label={title}>
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
        <h3 className="font-medium">{title}</h3>
        <Badge tint={tint}>{label}</Badge>
      </div>
      <ActionSubjects action={action} />
      <Details action={action} />
      {reason ? <p className="mt-2 text-sm text-soft italic">“{reason}”</p> : null}
      <p className="mt-2 text-xs text-faint">
        Proposed by {whoWords(proposedBy)} <TimeAgo at={createdAt} />
        {executedAt ? (
          <>
            , done <TimeAgo at={executedAt} />
          </>
        ) : null}
        {outside ? ', touches the outside' : ''}
      </p>
      {error ? <p className="mt-2 text-sm text-danger">{error}</p> : null}
      <div role="alert">{refused ? <p className="mt-2 text-sm text-danger">{refused}</p> : null}</div>
      <Verbs action={action} verbs={verbs} title={title} />
      <AuditTrail action={action} />
    </li>
  );
}

function Details({ action }: { action: ProposedAction }) {
  const { timezone } = useViewer();
  // What the record is called stands above already, once it is there.
  const named = new Set(action.subjects.map((subject) => subject.title));
  const details = detailsOf(action, timezone).filter(({ text }) => !named.has(text));
  if (details.length === 0) return null;
  return (
    <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
      {details.map(({ label, text }) => (
        <div key={label} className="contents">
          <dt className="text-faint">{label}</dt>
          <dd dir="auto" className="min-w-0 wrap-anywhere whitespace-pre-wrap">
            {text}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const offers: Readonly<Record<string, readonly { verb: Verb; label: string; look: 'primary' | 'quiet' }[]>> =
  {
    proposed: [
      { verb: 'approve', label: 'Approve and do it', look: 'primary' },
      { verb: 'reject', label: 'Reject', look: 'quiet' },
    ],
    approved: [
      { verb: 'approve', label: 'Do it now', look: 'primary' },
      { verb: 'reject', label: 'Reject', look: 'quiet' },
    ],
    executed: [{ verb: 'rollback', label: 'Take it back', look: 'quiet' }],
  };

function Verbs({ action, verbs, title }: { action: ProposedAction; verbs: ActionVerbs; title: string }) {
  const offered = offers[action.status] ?? [];
  if (offered.length === 0) return null;
  const { busy } = verbs;
  return (
    <div className="mt-4 flex flex-wrap gap-2">
      {offered.map(({ verb, label, look }) => (
        <Button
          key={verb}
          size="sm"
          look={look}
          busy={busy?.id === action.id && busy.verb === verb}
          disabled={busy !== null}
          aria-label={`${label}: ${title}`}
          onClick={() => verbs.act(action, verb)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
