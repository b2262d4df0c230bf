import { dayOf, daysBetween } from '../../ui/dates.ts';

interface Dated {
  readonly dueAt: string | null;
}

/** Records that are due around the same time, under one heading. */
export interface DueGroup<T> {
  readonly title: string;
  readonly items: readonly T[];
}

const titles = ['Overdue', 'Today', 'Next seven days', 'Later', 'Without a date'] as const;

function titleOf(record: Dated, today: string, timezone: string): (typeof titles)[number] {
  if (record.dueAt === null) return 'Without a date';
  const days = daysBetween(today, dayOf(Date.parse(record.dueAt), timezone));
  if (days < 0) return 'Overdue';
  if (days === 0) return 'Today';
  return days <= 7 ? 'Next seven days' : 'Later';
}

/** Sorts records into groups by their due day, soonest first; those without one keep their order at the end. */
export function groupByDue<T extends Dated>(
  records: readonly T[],
  nowMs: number,
  timezone: string,
): DueGroup<T>[] {
  const today = dayOf(nowMs, timezone);
  const groups = Map.groupBy(records, (record) => titleOf(record, today, timezone));
  return titles.flatMap((title) => {
    const items = groups.get(title);
    if (!items) return [];
    const sorted = items.toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? '') || 0);
    return [{ title, items: title === 'Without a date' ? items : sorted }];
  });
}
