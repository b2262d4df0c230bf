import type { RecordRow } from '@ballast/db';
import { fingerprint } from '@ballast/reliability';
import { atHour, today } from '../workflow/when.ts';
import type { ActionContent } from './kinds.ts';

/** What the rules look at of a record. */
export type RecordFacts = Pick<
  RecordRow,
  'id' | 'category' | 'title' | 'fields' | 'status' | 'dueAt' | 'version'
>;

/** What a rule suggests, and what it recognises the suggestion by. */
export interface RuleProposal {
  readonly rule: 'overdue' | 'follow-up';
  readonly content: ActionContent;
  readonly reason: string;
  readonly dedupeKey: string;
}

/** When on a day something is put that has no hour of its own. */
const morning = 9;

/**
 * What the rules suggest for an owner's open records. Pure: the same records on the same day give the same
 * suggestions, and each is made once for the fact behind it, however often the rules run.
 */
export function proposeByRules(
  records: readonly RecordFacts[],
  nowMs: number,
  timezone: string,
): RuleProposal[] {
  return records
    .filter((record) => record.status === 'open')
    .flatMap((record) => overdue(record, nowMs, timezone) ?? followUp(record, nowMs, timezone) ?? []);
}

/** A task whose day is past: put it on tomorrow, so that it is looked at again. */
function overdue(record: RecordFacts, nowMs: number, timezone: string): RuleProposal | undefined {
  const { id, category, dueAt } = record;
  if (category !== 'admin' || dueAt === null) return undefined;
  const dueDay = today(dueAt.getTime(), timezone).toString();
  if (dueDay >= today(nowMs, timezone).toString()) return undefined;
  const tomorrow = atHour(nowMs, timezone, 1, morning).toISOString();
  return {
    rule: 'overdue',
    content: { kind: 'update', params: { recordId: id, dueAt: tomorrow, dueAllDay: false } },
    reason: `It was due on ${dueDay} and is still open. Take it up tomorrow?`,
    dedupeKey: `overdue:${id}:${dueAt.toISOString()}`,
  };
}

/** A person with something to follow up: put a time for it into the calendar. */
function followUp(record: RecordFacts, nowMs: number, timezone: string): RuleProposal | undefined {
  const { id, category, title, dueAt } = record;
  const fields = record.fields as Readonly<Record<string, unknown>>;
  const what = fields['followUp'];
  if (category !== 'people' || typeof what !== 'string' || what.trim() === '') return undefined;
  const name = typeof fields['name'] === 'string' ? fields['name'] : title;
  const startsAt = dueAt !== null && dueAt.getTime() > nowMs ? dueAt : atHour(nowMs, timezone, 1, morning);
  return {
    rule: 'follow-up',
    content: {
      kind: 'schedule',
      params: {
        title: [...`${name}: ${what.trim()}`].slice(0, 200).join(''),
        startsAt: startsAt.toISOString(),
        durationMinutes: 30,
      },
    },
    reason: 'There is something to follow up. Set a time for it?',
    dedupeKey: `follow-up:${id}:${fingerprint(what.trim()).slice(0, 16)}`,
  };
}
