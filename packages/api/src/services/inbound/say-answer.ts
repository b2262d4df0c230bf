import { Temporal } from 'temporal-polyfill';
import { categoryNames } from '../inbox/category-names.ts';
import type { Answer } from '../search/answer.ts';

/** An answer as Slack shows it: a line each, with the record it comes from below. Undefined when nothing was found. */
export function sayAnswer({ lines, sources }: Answer, timezone: string): string | undefined {
  if (lines.length === 0) return undefined;
  return lines
    .map(({ text, recordId }) => {
      const said = text.replaceAll('**', '*');
      const source = sources.find((one) => one.recordId === recordId);
      if (!source) return `• ${said}`;
      const { title, category, dueAt } = source;
      const due = dueAt === null ? '' : `, due ${dayOf(dueAt, timezone)}`;
      const from = `*${title}* (${categoryNames[category]}${due})`;
      return text === '' || text === title ? `• ${from}` : `• ${said}\n   ${from}`;
    })
    .join('\n');
}

function dayOf(instant: string, timezone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
