import { Repeat } from 'lucide-react';
import type { ReactNode } from 'react';
import type { FiledRecord } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { cx } from '../../ui/class-names.ts';
import { DueDate, TimeAgo, Until } from '../../ui/time.tsx';
import { lookOf } from '../categories/categories.ts';
import { fieldDefinitions, fieldText } from './field-definitions.ts';
import { recurrenceWords } from './recurrence.ts';

/** All that a record says, in words. */
export function RecordFacts({ record }: { record: FiledRecord }) {
  const { icon: Icon, label, tint } = lookOf(record.category);
  const recurrence = recurrenceWords(record);
  const fields = fieldDefinitions[record.category].flatMap(({ name, label: what, choices = [] }) => {
    const value = fieldText(record, name);
    if (value === '') return [];
    return [{ what, text: choices.find((choice) => choice.value === value)?.label ?? value }];
  });
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-xs text-faint">
        <Badge tint={tint}>
          <Icon className="size-3.5" aria-hidden="true" />
          {label}
        </Badge>
        {record.status === 'done' ? <Badge tint="bg-well text-soft">Done</Badge> : null}
        {record.status === 'archived' ? <Badge tint="bg-well text-soft">Archived</Badge> : null}
        {record.status === 'snoozed' ? <Badge tint="bg-review-tint text-review">Snoozed</Badge> : null}
        {record.status === 'snoozed' && record.snoozedUntil ? <Until at={record.snoozedUntil} /> : null}
        {record.dueAt ? (
          <DueDate dueAt={record.dueAt} dueAllDay={record.dueAllDay} settled={record.status !== 'open'} />
        ) : null}
        {recurrence ? (
          <span className="inline-flex items-center gap-1">
            <Repeat className="size-3" aria-hidden="true" />
            {recurrence}
          </span>
        ) : null}
      </div>
      <h1
        dir="auto"
        className={cx(
          'mt-3 font-serif text-2xl leading-snug tracking-tight wrap-anywhere sm:text-3xl',
          record.status === 'done' && 'text-faint line-through',
        )}
      >
        {record.title}
      </h1>
      <dl className="mt-4 space-y-3">
        {fields.map(({ what, text }) => (
          <Fact key={what} what={what}>
            <span
              dir="auto"
              className="block font-serif text-lg leading-snug wrap-anywhere whitespace-pre-wrap"
            >
              {text}
            </span>
          </Fact>
        ))}
        {record.lastCompletedAt ? (
          <Fact what="Last done">
            <TimeAgo at={record.lastCompletedAt} />
          </Fact>
        ) : null}
        <Fact what="Changed">
          <TimeAgo at={record.updatedAt} />
        </Fact>
      </dl>
    </>
  );
}

function Fact({ what, children }: { what: string; children: ReactNode }) {
  return (
    <div className="gap-4 sm:grid sm:grid-cols-[9rem_1fr] sm:items-baseline">
      <dt className="text-sm text-faint">{what}</dt>
      <dd className="text-sm">{children}</dd>
    </div>
  );
}
