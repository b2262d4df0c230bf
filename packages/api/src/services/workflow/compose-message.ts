import { DomainError } from '../../errors.ts';
import type { OutboxContent } from '../outbox/content.ts';
import type { WorkflowAction } from './actions.ts';
import { clip } from './clip.ts';
import type { RunScope } from './scope.ts';
import { fillIn } from './text-template.ts';
import { readWhen, type When } from './when.ts';

type OutsideType = 'slack_message' | 'notion_page' | 'calendar_event' | 'email_draft';
type OutsideAction = Extract<WorkflowAction, { type: OutsideType }>;

/** How long an event takes when nobody says, in ms: half an hour, or the whole day where only the day is known. */
const usualMs = 30 * 60_000;
const dayMs = 86_400_000;

const address = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/**
 * What an outside action sends, its templates filled in now: what the person approved of is what leaves, however
 * late it does.
 */
export function composeMessage(scope: RunScope, action: OutsideAction): OutboxContent {
  const fill = (template: string, what: string, maxLength: number) =>
    clip(fillIn(template, scope.template), what, maxLength);
  switch (action.type) {
    case 'slack_message': {
      const { text, channel } = action.params;
      return {
        vendor: 'slack',
        operation: 'message.post',
        payload: {
          text: fill(text, 'The message', 3_000),
          channel: channel === undefined ? null : fill(channel, 'The channel', 80),
        },
      };
    }
    case 'notion_page': {
      const { title, content } = action.params;
      const filled = content === undefined ? '' : fillIn(content, scope.template).trim();
      return {
        vendor: 'notion',
        operation: 'page.create',
        payload: {
          title: fill(title, 'The title', 200),
          content: filled === '' ? null : clip(filled, 'The content', 10_000),
          recordId: scope.record?.id ?? null,
        },
      };
    }
    case 'calendar_event': {
      const { title, startsAt, durationMinutes, description } = action.params;
      const when = readWhen(fillIn(startsAt, scope.template), scope.nowMs, scope.timezone);
      const filled = description === undefined ? '' : fillIn(description, scope.template).trim();
      return calendarEvent({
        title: fill(title, 'The title', 200),
        when: allDayOf(scope, when),
        durationMinutes,
        timezone: scope.timezone,
        description: filled === '' ? null : clip(filled, 'The description', 5_000),
      });
    }
    case 'email_draft': {
      const { to, subject, body } = action.params;
      const recipient = fill(to, 'The recipient', 320);
      if (!address.test(recipient)) {
        throw new DomainError('validation_failed', 'The recipient is not an e-mail address.');
      }
      return {
        vendor: 'gmail',
        operation: 'draft.create',
        payload: {
          to: recipient,
          subject: fill(subject, 'The subject', 200),
          body: fill(body, 'The body', 20_000),
        },
      };
    }
  }
}

/** `{{item.dueAt}}` is an instant even where only the day is known: the item says which. */
function allDayOf(scope: RunScope, when: When): When {
  const due = scope.record?.dueAllDay === true ? scope.record.dueAt : null;
  return due?.getTime() === when.at.getTime() ? { at: when.at, allDay: true } : when;
}

/** An event as the calendar takes it. */
export function calendarEvent(event: {
  readonly title: string;
  readonly when: When;
  readonly durationMinutes?: number | undefined;
  readonly timezone: string;
  readonly description: string | null;
}): OutboxContent {
  const { title, when, durationMinutes, timezone, description } = event;
  const lengthMs = durationMinutes === undefined ? (when.allDay ? dayMs : usualMs) : durationMinutes * 60_000;
  return {
    vendor: 'google_calendar',
    operation: 'event.put',
    payload: {
      title,
      startsAt: when.at.toISOString(),
      endsAt: new Date(when.at.getTime() + lengthMs).toISOString(),
      allDay: when.allDay && durationMinutes === undefined,
      timezone,
      description,
    },
  };
}
