import { setTimeout as sleep } from 'node:timers/promises';
import { withIdempotencyKey } from '@ballast/api/client';
import type { Simulator } from '@ballast/integrations/simulator';
import type { SampleAccount } from './account.ts';
import { sampleThoughts } from './thoughts.ts';

type Api = SampleAccount['api'];

/** How long the job runner may take to file what was captured before the demo opens anyway, in ms. */
const filingMs = 20_000;

/**
 * Fills the sample account as its owner would: connects four services, captures, moves two thoughts, sets up workflows,
 * asks for a digest. A few calls fail on the way, so that there are retries to look at.
 */
export async function furnish(api: Api, simulator: Simulator): Promise<void> {
  await connectServices(api);
  simulator.faults([
    { vendor: 'openai', times: 2, skip: 3, fault: { kind: 'status', status: 503 } },
    { vendor: 'openai', times: 1, skip: 15, fault: 'truncated' },
    { vendor: 'slack', route: 'chat.postMessage', times: 1, fault: 'reset-after-effect' },
  ]);
  await createWorkflows(api);
  for (const [index, text] of sampleThoughts.entries()) {
    const key = withIdempotencyKey(`sample-thought-${index}`);
    await api.capture.create.mutate({ text }, key);
    // As a page on a bad line does: the answer to the first one was lost. One thought, one replay.
    if (index % 13 === 0) await api.capture.create.mutate({ text }, key);
  }
  await untilFiled(api);
  await moveSome(api);
  await proposeActions(api);
  await api.digest.generateDaily.mutate({});
  await api.digest.generateWeekly.mutate({});
  simulator.clearFaults();
}

async function connectServices(api: Api): Promise<void> {
  await api.integration.connect.mutate({
    ...{ vendor: 'slack', token: 'xoxb-T0SIMULATE-sample-token' },
    userId: 'U0ADA00001',
  });
  await api.integration.connect.mutate({ vendor: 'notion', token: 'ntn_sample_token' });
  const tokens = { accessToken: 'ya29.ada@example.com', refreshToken: '1//0ada@example.com' };
  await api.integration.connect.mutate({
    ...{ vendor: 'gmail', ...tokens },
    capture: { kind: 'label', labelId: 'STARRED' },
  });
  await api.integration.connect.mutate({ vendor: 'google_calendar', ...tokens });
  await api.account.update.mutate({ digestToSlack: true });
}

async function createWorkflows(api: Api): Promise<void> {
  const { items } = await api.workflow.templates.query();
  for (const { name, trigger, actions } of items) {
    await api.workflow.create.mutate({ name, trigger: { ...trigger }, actions: [...actions] });
  }
  const { workflow } = await api.workflow.create.mutate({
    name: 'Tell #general where I am',
    trigger: { type: 'manual' },
    actions: [
      { type: 'slack_message', params: { channel: 'C0GENERAL1', text: 'Back at my desk; ask me anything.' } },
      { type: 'create_task', params: { title: 'Answer what came in meanwhile', dueAt: '+1d' } },
    ],
  });
  const trigger = { reason: 'sample' };
  for (const _again of [1, 2]) await api.workflow.trigger.mutate({ workflowId: workflow.id, trigger });
}

async function untilFiled(api: Api): Promise<void> {
  const endMs = performance.now() + filingMs;
  while (performance.now() < endMs) {
    const waiting = await Promise.all(
      (['received', 'classifying'] as const).map((status) => api.inbox.list.query({ status, limit: 1 })),
    );
    if (waiting.every(({ items }) => items.length === 0)) return;
    await sleep(250);
  }
}

async function moveSome(api: Api): Promise<void> {
  const { items } = await api.inbox.list.query({ limit: 100 });
  const moves = { 'the thing from Tuesday': 'admin', 'Cake for Zoë': 'people' } as const;
  for (const [part, category] of Object.entries(moves)) {
    const entry = items.find(({ text }) => text.includes(part));
    if (entry) await api.inbox.fix.mutate({ id: entry.id, category });
  }
}

async function proposeActions(api: Api): Promise<void> {
  const { items: ideas } = await api.record.list.query({ category: 'ideas', limit: 2 });
  const { items: projects } = await api.record.list.query({ category: 'projects', limit: 1 });
  const [idea] = ideas;
  const [project] = projects;
  if (idea && project) {
    await api.action.propose.mutate({
      kind: 'link',
      params: { fromId: idea.id, toId: project.id, kind: 'belongs_to' },
      reason: 'Both came up on the same day.',
      proposedBy: 'ai',
    });
  }
  await api.action.propose.mutate({
    kind: 'notify',
    params: { text: 'The proposal for the audio guide is due next Friday.' },
    reason: 'You asked for a nudge a week ahead.',
    proposedBy: 'ai',
  });
  const { action } = await api.action.propose.mutate({
    kind: 'create',
    params: { category: 'admin', title: 'Measure the bathroom before asking for quotes' },
    reason: 'The renovation needs it first.',
    proposedBy: 'ai',
  });
  await api.action.approve.mutate({ id: action.id });
  await api.action.execute.mutate({ id: action.id });
}
