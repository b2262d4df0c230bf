import type { ProposedAction } from '../../trpc/client.ts';
import { absoluteTime } from '../../ui/dates.ts';
import { isCategory, lookOf } from '../categories/categories.ts';
import { fieldLabel, valueLabel } from '../workflows/item-fields.ts';

type Status = ProposedAction['status'];

/** How an action stands, and the colours it has. */
export const statusWords: Readonly<Record<Status, { label: string; tint: string }>> = {
  proposed: { label: 'Proposed', tint: 'bg-review-tint text-review' },
  approved: { label: 'Approved', tint: 'bg-review-tint text-review' },
  rejected: { label: 'Rejected', tint: 'bg-well text-soft' },
  executed: { label: 'Done', tint: 'bg-accent-tint text-accent' },
  failed: { label: 'Failed', tint: 'bg-danger-tint text-danger' },
  rolled_back: { label: 'Taken back', tint: 'bg-well text-soft' },
};

/** The kinds of action, as a person names them. */
export const kindLabels: Readonly<Record<string, string>> = {
  create: 'Make a record',
  update: 'Change a record',
  delete: 'Delete a record',
  link: 'Connect two records',
  notify: 'Send a Slack message',
  schedule: 'Put it in the calendar',
};

const ruleNames: Readonly<Record<string, string>> = {
  'rule:overdue': 'the rule for what is overdue',
  'rule:follow-up': 'the rule for follow-ups',
};

/** Who proposed or did something, for a person: `the AI`, `you`. */
export function whoWords(who: string): string {
  if (who === 'ai') return 'the AI';
  if (who === 'person') return 'you';
  if (who === 'auto-approval') return 'your standing approval';
  if (who === 'delivery') return 'the delivery';
  return ruleNames[who] ?? who;
}

/** One thing that an action sets, as it will be. */
export interface Detail {
  readonly label: string;
  readonly text: string;
}

/** What an action says besides the records it is about, one line a thing. */
export function detailsOf(
  { kind, params }: Pick<ProposedAction, 'kind' | 'params'>,
  timezone: string,
): Detail[] {
  const told = typeof params === 'object' && params !== null ? { ...params } : {};
  const facts = told as Readonly<Record<string, unknown>>;
  const text = (name: string, label: string): Detail[] =>
    typeof facts[name] === 'string' ? [{ label, text: facts[name] }] : [];
  switch (kind) {
    case 'create':
      return [
        ...text('title', 'Title'),
        ...(isCategory(facts['category'])
          ? [{ label: 'Drawer', text: lookOf(facts['category']).label }]
          : []),
        ...changes(facts, timezone),
      ];
    case 'update':
      return [...text('title', 'New title'), ...changes(facts, timezone)];
    case 'link':
      return [...(facts['kind'] ? [{ label: 'As', text: String(facts['kind']).replaceAll('_', ' ') }] : [])];
    case 'notify':
      return [...text('text', 'Message'), { label: 'To', text: String(facts['channel'] ?? 'you') }];
    case 'schedule':
      return [
        ...text('title', 'Title'),
        ...time('Starts', facts['startsAt'], timezone),
        ...(typeof facts['durationMinutes'] === 'number'
          ? [{ label: 'Takes', text: `${facts['durationMinutes']} minutes` }]
          : []),
        ...text('description', 'Description'),
      ];
    default:
      return [];
  }
}

function changes(facts: Readonly<Record<string, unknown>>, timezone: string): Detail[] {
  const { status, dueAt, fields } = facts;
  return [
    ...(typeof status === 'string' ? [{ label: 'Status', text: valueLabel('status', status) }] : []),
    ...(dueAt === null ? [{ label: 'Due', text: 'no longer' }] : time('Due', dueAt, timezone)),
    ...Object.entries(typeof fields === 'object' && fields !== null ? fields : {}).map(([name, value]) => ({
      label: fieldLabel(`fields.${name}`),
      text: value === null ? 'emptied' : valueLabel(`fields.${name}`, String(value)),
    })),
  ];
}

function time(label: string, value: unknown, timezone: string): Detail[] {
  return typeof value === 'string' ? [{ label, text: absoluteTime(Date.parse(value), timezone) }] : [];
}
