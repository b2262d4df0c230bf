import type { WorkflowAction } from './actions.ts';
import type { WorkflowTrigger } from './definition.ts';

/** A workflow to start from: `workflow.create` takes its name, trigger and actions as they are. */
export interface WorkflowTemplate {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly trigger: WorkflowTrigger;
  readonly actions: readonly WorkflowAction[];
}

const templates: readonly WorkflowTemplate[] = [
  {
    id: 'follow-up',
    name: 'Remind me to follow up',
    description:
      'When a person is filed with something to follow up, a task for it is made, due in two days.',
    trigger: {
      type: 'item_created',
      category: 'people',
      conditions: [{ field: 'fields.followUp', operator: 'is_not_empty' }],
    },
    actions: [
      {
        type: 'create_task',
        params: { title: '{{item.fields.name}}: {{item.fields.followUp}}', dueAt: '+2d' },
      },
    ],
  },
  {
    id: 'deadline-to-calendar',
    name: 'Put deadlines in my calendar',
    description: 'When a task with a date is filed, the date becomes an event in Google Calendar.',
    trigger: {
      type: 'item_created',
      category: 'admin',
      conditions: [{ field: 'dueAt', operator: 'is_not_empty' }],
    },
    actions: [{ type: 'calendar_event', params: { title: '{{item.title}}', startsAt: '{{item.dueAt}}' } }],
  },
  {
    id: 'project-done',
    name: 'Tell the team when a project is done',
    description: 'When a project is marked done, a message goes to Slack and the project is put away.',
    trigger: {
      type: 'status_changed',
      category: 'projects',
      conditions: [{ field: 'status', operator: 'equals', value: 'done' }],
    },
    actions: [
      { type: 'slack_message', params: { text: 'Done: {{item.title}}' } },
      { type: 'archive_record', params: {} },
    ],
  },
];

/** Workflows to start from. */
export async function listTemplates(): Promise<{ items: readonly WorkflowTemplate[] }> {
  return { items: templates };
}
