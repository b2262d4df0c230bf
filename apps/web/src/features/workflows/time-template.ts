import { dayOf, instantOf, timeOf } from '../../ui/dates.ts';

const units = ['m', 'h', 'd', 'w'] as const;
export type Unit = (typeof units)[number];

/** How the time of a step is chosen. */
export type TimeChoice =
  /** No time at all. */
  | { readonly kind: 'none' }
  /** When the item is due. */
  | { readonly kind: 'due' }
  /** That long after the run. */
  | { readonly kind: 'after'; readonly count: string; readonly unit: Unit }
  /** A day, `YYYY-MM-DD`, and perhaps a time of it, `HH:MM`. */
  | { readonly kind: 'on'; readonly day: string; readonly time: string }
  /** A template of another kind, as it is. */
  | { readonly kind: 'other'; readonly text: string };

const due = '{{item.dueAt}}';

/** Reads a time as workflows keep it; instants in the person's timezone. */
export function readTime(text: string, timezone: string): TimeChoice {
  const written = text.trim();
  if (written === '') return { kind: 'none' };
  if (/^\{\{\s*item\.dueAt\s*\}\}$/.test(written)) return { kind: 'due' };
  const [, count = '', unit] = /^\+\s*(\d{1,4})\s*([mhdw])$/.exec(written) ?? [];
  const known = units.find((each) => each === unit);
  if (known) return { kind: 'after', count, unit: known };
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return { kind: 'on', day: written, time: '' };
  const instantMs = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(written)
    ? Date.parse(written)
    : Number.NaN;
  if (Number.isNaN(instantMs)) return { kind: 'other', text: written };
  return { kind: 'on', day: dayOf(instantMs, timezone), time: timeOf(instantMs, timezone) };
}

/** What a choice is kept as; empty while it is not complete. */
export function writeTime(choice: TimeChoice, timezone: string): string {
  switch (choice.kind) {
    case 'none':
      return '';
    case 'due':
      return due;
    case 'after':
      return /^\d+$/.test(choice.count) ? `+${choice.count}${choice.unit}` : '';
    case 'on':
      if (choice.day === '' || choice.time === '') return choice.day;
      return new Date(instantOf(choice.day, choice.time, timezone)).toISOString();
    case 'other':
      return choice.text;
  }
}

const unitWords: Readonly<Record<Unit, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' };

/** A time in words: `2 days later`, `when it is due`. */
export function timeWords(text: string, timezone: string): string {
  const choice = readTime(text, timezone);
  switch (choice.kind) {
    case 'none':
      return '';
    case 'due':
      return 'when it is due';
    case 'after':
      return `${choice.count} ${unitWords[choice.unit]}${choice.count === '1' ? '' : 's'} later`;
    case 'on':
      return choice.time === '' ? `on ${choice.day}` : `on ${choice.day} at ${choice.time}`;
    case 'other':
      return choice.text;
  }
}
