import { isCategory, lookOf } from '../categories/categories.ts';
import { actionKindOf } from './action-kinds.ts';
import { fieldLabel, valueLabel } from './item-fields.ts';
import { timeWords } from './time-template.ts';
import { templateWords } from './words.ts';

/** An action or step as it is stored. */
export interface SavedAction {
  readonly type: string;
  readonly params?: object | undefined;
}

/** What an action does, in a line: the kind and what it is about. */
export function actionWords({ type, params = {} }: SavedAction, timezone: string): string {
  const label = actionKindOf(type)?.label ?? type;
  const about = aboutWords(type, params as Readonly<Record<string, unknown>>, timezone);
  return about === '' ? label : `${label}: ${about}`;
}

function aboutWords(type: string, params: Readonly<Record<string, unknown>>, timezone: string): string {
  const said = (name: string) => (typeof params[name] === 'string' ? templateWords(params[name]) : '');
  const time = (name: string) => (typeof params[name] === 'string' ? timeWords(params[name], timezone) : '');
  const { category } = params;
  switch (type) {
    case 'create_task':
      return joined(said('title'), time('dueAt') && `due ${time('dueAt')}`);
    case 'create_record':
      return joined(
        `${said('title')}${isCategory(category) ? ` under ${lookOf(category).label}` : ''}`,
        time('dueAt') && `due ${time('dueAt')}`,
      );
    case 'update_record':
      return changeWords(params, timezone);
    case 'slack_message':
      return joined(`“${said('text')}”`, said('channel') === '' ? 'to you' : `to ${said('channel')}`);
    case 'notion_page':
      return said('title');
    case 'calendar_event':
      return joined(said('title'), time('startsAt'));
    case 'email_draft':
      return joined(`“${said('subject')}”`, `to ${said('to')}`);
    default:
      return '';
  }
}

function changeWords(params: Readonly<Record<string, unknown>>, timezone: string): string {
  const { title, status, dueAt, fields = {} } = params;
  return joined(
    typeof title === 'string' && `title becomes “${templateWords(title)}”`,
    typeof status === 'string' && valueLabel('status', status).toLowerCase(),
    dueAt === null ? 'no due date' : typeof dueAt === 'string' && `due ${timeWords(dueAt, timezone)}`,
    ...Object.entries(fields as Readonly<Record<string, string | null>>).map(([name, value]) =>
      value === null
        ? `${fieldLabel(`fields.${name}`)} emptied`
        : `${fieldLabel(`fields.${name}`)} becomes “${templateWords(valueLabel(`fields.${name}`, value))}”`,
    ),
  );
}

function joined(...parts: (string | false)[]): string {
  return parts.filter(Boolean).join(', ');
}
