import {
  Archive,
  CalendarPlus,
  CheckSquare,
  FilePlus,
  type LucideIcon,
  Mail,
  MessageSquare,
  NotebookText,
  PenLine,
} from 'lucide-react';
import type { WorkflowDefinition } from '../../trpc/client.ts';

export type ActionType = WorkflowDefinition['actions'][number]['type'];

/** One parameter of an action, as the form asks for it. */
export interface ParamSpec {
  readonly name: string;
  readonly label: string;
  readonly kind: 'line' | 'text' | 'time' | 'record' | 'drawer' | 'status' | 'minutes';
  readonly required?: boolean;
  readonly hint?: string;
  readonly maxLength?: number;
}

/** How an action is shown and what it is told. */
export interface ActionKind {
  readonly label: string;
  readonly icon: LucideIcon;
  /** The service it goes to; undefined for what stays here. */
  readonly outside?: string;
  readonly params: readonly ParamSpec[];
  /** Whether it also sets fields of a record. */
  readonly setsFields?: boolean;
}

const title: ParamSpec = { name: 'title', label: 'Title', kind: 'line', required: true, maxLength: 500 };
const dueAt: ParamSpec = { name: 'dueAt', label: 'Due', kind: 'time' };
const item: ParamSpec = { name: 'recordId', label: 'Which record', kind: 'record' };

/** Every action a workflow can take, in the order they are offered. */
export const actionKinds: Readonly<Record<ActionType, ActionKind>> = {
  create_task: { label: 'Make a task', icon: CheckSquare, params: [title, dueAt] },
  update_record: {
    label: 'Change a record',
    icon: PenLine,
    params: [
      item,
      { ...title, label: 'New title', required: false },
      { name: 'status', label: 'Mark it', kind: 'status' },
      { ...dueAt, label: 'New due date' },
    ],
    setsFields: true,
  },
  archive_record: { label: 'Put a record away', icon: Archive, params: [item] },
  create_record: {
    label: 'Make a record',
    icon: FilePlus,
    params: [{ name: 'category', label: 'Drawer', kind: 'drawer', required: true }, title, dueAt],
    setsFields: true,
  },
  slack_message: {
    label: 'Send a Slack message',
    icon: MessageSquare,
    outside: 'Slack',
    params: [
      { name: 'text', label: 'Message', kind: 'text', required: true, maxLength: 3_000 },
      {
        name: 'channel',
        label: 'Channel',
        kind: 'line',
        hint: 'A channel’s name or id. Left empty, it goes to you.',
        maxLength: 80,
      },
    ],
  },
  notion_page: {
    label: 'Write a Notion page',
    icon: NotebookText,
    outside: 'Notion',
    params: [title, { name: 'content', label: 'Content', kind: 'text', maxLength: 10_000 }],
  },
  calendar_event: {
    label: 'Put it in the calendar',
    icon: CalendarPlus,
    outside: 'Google Calendar',
    params: [
      title,
      { name: 'startsAt', label: 'Starts', kind: 'time', required: true },
      {
        name: 'durationMinutes',
        label: 'Minutes it takes',
        kind: 'minutes',
        hint: 'Left empty: half an hour, or the whole day where there is no hour.',
      },
      { name: 'description', label: 'Description', kind: 'text', maxLength: 5_000 },
    ],
  },
  email_draft: {
    label: 'Draft an e-mail',
    icon: Mail,
    outside: 'Gmail',
    params: [
      { name: 'to', label: 'To', kind: 'line', required: true, maxLength: 320 },
      { name: 'subject', label: 'Subject', kind: 'line', required: true, maxLength: 500 },
      { name: 'body', label: 'Text', kind: 'text', required: true, maxLength: 20_000 },
    ],
  },
};

export const actionTypes = Object.keys(actionKinds) as ActionType[];

/** Reads a step's type; undefined for one that this page does not know. */
export function actionKindOf(type: string): ActionKind | undefined {
  return actionKinds[type as ActionType];
}
