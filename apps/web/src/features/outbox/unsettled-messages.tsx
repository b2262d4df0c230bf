import { type OutboxMessage, trpc } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { steadily } from '../../ui/live.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { ActionPart } from '../actions/action-part.tsx';
import { dependencyName } from '../operations/words.ts';
import { messageText } from './message-text.ts';
import { ResolveButtons } from './resolve-buttons.tsx';

const most = 100;

/** Messages abroad that the person has to look after: of unknown outcome, or not delivered. Nothing while there are none. */
export function UnsettledMessages() {
  const unknown = trpc.outbox.list.useQuery({ status: 'unknown', limit: most }, steadily);
  const failed = trpc.outbox.list.useQuery({ status: 'failed', limit: most }, steadily);
  return (
    <>
      <Part
        title="Did these arrive?"
        intro="The connection broke in the middle. Have a look there: sending again what arrived would be one too many."
        status="unknown"
        items={unknown.data?.items ?? []}
      />
      <Part
        title="Could not be delivered"
        intro="They were refused or not taken for days. Mend what is wrong, then send them again."
        status="failed"
        items={failed.data?.items ?? []}
      />
    </>
  );
}

function Part(props: {
  title: string;
  intro: string;
  status: 'unknown' | 'failed';
  items: readonly OutboxMessage[];
}) {
  if (props.items.length === 0) return null;
  return (
    <ActionPart title={props.title} intro={props.intro}>
      <ul aria-label={props.title} className="space-y-3">
        {props.items.map((message) => (
          <MessageCard key={message.id} message={message} status={props.status} />
        ))}
      </ul>
    </ActionPart>
  );
}

function MessageCard({ message, status }: { message: OutboxMessage; status: 'unknown' | 'failed' }) {
  const vendor = dependencyName(message.vendor);
  const text = messageText(message);
  return (
    <li className="rounded-card border border-line bg-sheet p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1.5">
        <h3 className="font-medium">{vendor}</h3>
        <Badge tint={status === 'unknown' ? 'bg-review-tint text-review' : 'bg-danger-tint text-danger'}>
          {status === 'unknown' ? 'Outcome unknown' : 'Not delivered'}
        </Badge>
      </div>
      <p dir="auto" className="mt-1.5 line-clamp-4 font-serif text-lg leading-snug wrap-anywhere">
        {text}
      </p>
      {message.error ? <p className="mt-2 text-sm text-soft">{message.error}</p> : null}
      <p className="mt-2 mb-3 text-xs text-faint">
        Written <TimeAgo at={message.createdAt} />
      </p>
      <ResolveButtons messageId={message.id} status={status} about={`${vendor}, ${text}`} />
    </li>
  );
}
