import type { Simulator } from '@ballast/integrations/simulator';
import { z } from 'zod';
import { dataOf, type Person } from './person.ts';

const workflowMade = z.object({ workflow: z.object({ id: z.string() }) });

/** Connects a person's Slack, at the simulator. */
export async function connectSlack(origin: string, person: Person): Promise<void> {
  const slack = { vendor: 'slack', token: 'xoxb-T0SECOND01-first-secret-token', userId: 'U0ADA00001' };
  dataOf(await person.call(origin, 'integration.connect', slack), z.looseObject({}));
}

/** Makes a workflow, run by hand, that tells Slack what it was run about; its id. */
export async function createTelling(origin: string, person: Person): Promise<string> {
  const made = await person.call(origin, 'workflow.create', {
    ...{ name: 'Tell them', trigger: { type: 'manual' } },
    actions: [{ type: 'slack_message', params: { text: 'Told about {{trigger.about}}.' } }],
  });
  return dataOf(made, workflowMade).workflow.id;
}

/** How often Slack, at the simulator, was told about each thing. */
export function toldAbout(simulator: Simulator): Map<string, number> {
  const told = new Map<string, number>();
  for (const [, about = ''] of JSON.stringify(simulator.state().slack).matchAll(/Told about ([\w-]+)\./g)) {
    told.set(about, (told.get(about) ?? 0) + 1);
  }
  return told;
}
