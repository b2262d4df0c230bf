import type { DigestView } from '../../trpc/client.ts';

/** A digest's period as a heading: `Tuesday 24 November`, or `Week 48, 2026`. */
export function periodTitle({ kind, periodKey }: Pick<DigestView, 'kind' | 'periodKey'>): string {
  if (kind === 'weekly') {
    const [, year = '', week = ''] = /^(\d{4})-W(\d{2})$/.exec(periodKey) ?? [];
    return week ? `Week ${Number(week)}, ${year}` : periodKey;
  }
  const dayMs = Date.parse(`${periodKey}T00:00:00Z`);
  if (Number.isNaN(dayMs)) return periodKey;
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long' })
    .format(dayMs)
    .replace(',', '');
}
