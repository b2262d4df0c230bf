import { Temporal } from 'temporal-polyfill';
import { categoryNames } from '../inbox/category-names.ts';
import type { Answer } from '../search/answer.ts';

/** An answer as Slack shows it: a line each, with the record it comes from below. Undefined when nothing was found. */
export function sayAnswer({ lines, sources, unfiled }: Answer, timezone: string): string | undefined {
  const waiting = unfiled.map(
    ({ snippet }) => `• ${snippet.replaceAll('**', '*')}\n   in the inbox, not filed yet`,
  );
  const said = [
    ...waiting,
    ...lines.map(({ text, recordId }) => {
      const line = text.replaceAll('**', '*');
      const source = sources.find((one) => one.recordId === recordId);
      if (!source) return `• ${line}`;
      const { title, category, dueAt } = source;
      const due = dueAt === null ? '' : `, due ${dayOf(dueAt, timezone)}`;
      const from = `*${title}* (${categoryNames[category]}${due})`;
      return text === '' || text === title ? `• ${from}` : `• ${line}\n   ${from}`;
    }),
  ];
  return said.length === 0 ? undefined : said.join('\n');
}

function dayOf(instant: string, timezone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timezone).toPlainDate().toString();
}
