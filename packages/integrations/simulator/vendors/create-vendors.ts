import type { Vendor, World } from '../vendor.ts';
import { createAnthropic } from './anthropic/anthropic.ts';
import { createOpenAi } from './openai/openai.ts';
import { createSlack, type Slack } from './slack/slack.ts';

/** Every vendor of one world, by name. */
export interface Vendors {
  readonly slack: Slack;
  readonly all: readonly Vendor[];
}

export function createVendors(world: World): Vendors {
  const slack = createSlack(world);
  return { slack, all: [createOpenAi(world), createAnthropic(world), slack] };
}
