import { ArrowLeft, FileQuestion } from 'lucide-react';
import Link from 'next/link';
import { type RefObject, useRef, useState } from 'react';
import { type FiledRecord, trpc } from '../../trpc/client.ts';
import { explain, reasonOf } from '../../trpc/explain.ts';
import { buttonClass } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';
import { useViewer } from '../account/viewer.ts';
import { lookOf } from '../categories/categories.ts';
import { Page } from '../shell/page.tsx';
import { usePageKeys } from '../shell/use-page-keys.ts';
import { canBeDone } from './filters.ts';
import { RecordBar } from './record-bar.tsx';
import { RecordEditor } from './record-editor.tsx';
import { RecordFacts } from './record-facts.tsx';
import { RecordOrigin } from './record-origin.tsx';
import { RelatedRecords } from './related-records.tsx';
import { snoozeChoices } from './snooze-choices.ts';
import { TwoVersions } from './two-versions-section.tsx';
import { useRecordActions } from './use-record-actions.ts';

/** One record: what it says, when it is due, what it has to do with, and where it came from. */
export function RecordPage({ id }: { id: string }) {
  const found = trpc.record.get.useQuery({ id }, { refetchInterval: 30_000 });
  const { data, error } = found;
  const missing = reasonOf(error) === 'not_found' || reasonOf(error) === 'validation_failed';
  const look = data && lookOf(data.record.category);
  const shown = useRef<HTMLElement>(null);
  return (
    <Page title={data?.record.title ?? 'Record'} quietTitle ownTitle={data !== undefined && !missing}>
      <Link
        href={look?.href ?? '/'}
        className="mb-5 inline-flex items-center gap-2 text-sm text-soft hover:text-ink"
      >
        <ArrowLeft className="icon" aria-hidden="true" />
        {look?.label ?? 'Inbox'}
      </Link>
      {missing ? (
        <EmptyState icon={FileQuestion} title="There is no such record">
          <p>It was removed, or the address is not right.</p>
          <Link href="/search" className={`${buttonClass('quiet')} mt-5`}>
            Search for it
          </Link>
        </EmptyState>
      ) : error && !data ? (
        <ErrorState message={explain(error)} onRetry={() => void found.refetch()} />
      ) : null}
      {found.isPending ? <SkeletonRows label="Loading the record" /> : null}
      {data && !missing ? (
        <>
          <Shown record={data.record} ref={shown} />
          <TwoVersions record={data.record} onLast={() => shown.current?.focus()} />
          <RelatedRecords id={id} />
          <RecordOrigin entries={data.entries} createdAt={data.record.createdAt} />
        </>
      ) : null}
    </Page>
  );
}

function Shown({ record, ref }: { record: FiledRecord; ref: RefObject<HTMLElement | null> }) {
  const { timezone } = useViewer();
  const [editing, setEditing] = useState(false);
  const actions = useRecordActions('open');
  const archived = record.status === 'archived';
  const snoozeOrWake = () => {
    if (record.status === 'snoozed') return actions.wake(record);
    const tomorrow = snoozeChoices(Date.now(), timezone).find(({ label }) => label === 'Tomorrow');
    if (tomorrow) actions.snooze(record, tomorrow.untilMs);
  };
  const open = !archived && !editing;
  usePageKeys({
    e: open && (() => setEditing(true)),
    x: open && canBeDone[record.category] && (() => actions.toggleDone(record)),
    z: open && record.status !== 'done' && snoozeOrWake,
    a: !editing && (() => (archived ? actions.restore : actions.archive)(record)),
  });
  return (
    <article
      ref={ref}
      tabIndex={-1}
      aria-label={record.title}
      className="rounded-card border border-line bg-sheet px-5 py-5 shadow-lift sm:px-7 sm:py-6"
    >
      {editing ? (
        <>
          <h1 className="sr-only">{record.title}</h1>
          <RecordEditor record={record} onSave={actions.save} onClose={() => setEditing(false)} />
        </>
      ) : (
        <>
          <RecordFacts record={record} />
          <RecordBar record={record} actions={actions} onEdit={() => setEditing(true)} />
        </>
      )}
    </article>
  );
}
