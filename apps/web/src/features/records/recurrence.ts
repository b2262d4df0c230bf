import type { Category, FiledRecord } from '../../trpc/client.ts';

const rhythms: Readonly<Record<string, string>> = {
  DAILY: 'every day',
  WEEKLY: 'every week',
  MONTHLY: 'every month',
  YEARLY: 'every year',
};

const weekdays: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** How often a rule (RRULE value) comes back, in words, or null for one that has none. */
export function ruleWords(rule: string): string | null {
  const frequency = /FREQ=([A-Z]+)/.exec(rule)?.[1] ?? '';
  const interval = Number(/INTERVAL=(\d+)/.exec(rule)?.[1] ?? 1);
  const words = rhythms[frequency];
  if (!words) return null;
  const days = (/BYDAY=([A-Z,]+)/.exec(rule)?.[1] ?? '').split(',').flatMap((day) => weekdays[day] ?? []);
  const every = interval === 1 ? words : `${words.replace('every ', `every ${interval} `)}s`;
  return frequency === 'WEEKLY' && days.length > 0 ? `${every} on ${days.join(', ')}` : every;
}

/** How often a record comes back, in words, or null. */
export function recurrenceWords({ fields }: Pick<FiledRecord, 'fields'>): string | null {
  const rule = fields['recurrence'];
  return typeof rule === 'string' ? ruleWords(rule) : null;
}

/** Whether records of a drawer can come back: what is only an idea cannot. */
export function canRecur(category: Category): boolean {
  return category !== 'ideas';
}

/** The rhythms a person chooses from; the one a record has stays a choice, however it reads. */
export function rhythmChoices(present: string): { value: string; label: string }[] {
  const usual = Object.keys(rhythms).map((frequency) => `FREQ=${frequency}`);
  const rules = present === '' || usual.includes(present) ? usual : [present, ...usual];
  return [
    { value: '', label: 'Never' },
    ...rules.map((rule) => ({ value: rule, label: capitalised(ruleWords(rule) ?? rule) })),
  ];
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
