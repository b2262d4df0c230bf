import type { Operations } from '../../trpc/client.ts';

type TargetName = Operations['overview']['targets'][number]['name'];
type Breaker = Operations['breakers']['items'][number]['state'];

/** What each target is about, for a person. */
export const targetWords: Readonly<Record<TargetName, { title: string; of: string; goal: string }>> = {
  pool_utilisation: { title: 'Database connections in use', of: 'connection', goal: 'below 80 %' },
  ai_success: { title: 'AI calls that succeed', of: 'call', goal: 'above 99 %' },
  integration_success: { title: 'Service calls that succeed', of: 'call', goal: 'above 95 %' },
  duplicate_executions: { title: 'Workflows run twice', of: 'run', goal: 'none' },
  duplicate_digests: { title: 'Digests written twice', of: 'digest', goal: 'none' },
  calls_past_their_limit: { title: 'Calls past their time limit', of: 'call', goal: 'none' },
};

/** Whose numbers a target counts. */
export const scopeWords = { process: 'this process', all: 'everyone', own: 'yours' } as const;

const dependencyNames: Readonly<Record<string, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  slack: 'Slack',
  notion: 'Notion',
  gmail: 'Gmail',
  google_calendar: 'Google Calendar',
  /** The simulator's name for it. */
  calendar: 'Google Calendar',
  google: 'Google sign-in',
};

/** A dependency's name as people know it. */
export function dependencyName(dependency: string): string {
  return dependencyNames[dependency] ?? dependency;
}

/** What can be asked for in the list of calls. */
export const knownDependencies = [
  'openai',
  'anthropic',
  'slack',
  'notion',
  'gmail',
  'google_calendar',
  'google',
] as const;

/** How a breaker's state reads, and the colours it has. */
export const breakerWords: Readonly<Record<Breaker, { label: string; tint: string }>> = {
  closed: { label: 'Working', tint: 'bg-accent-tint text-accent' },
  open: { label: 'Left alone', tint: 'bg-danger-tint text-danger' },
  half_open: { label: 'Being tried', tint: 'bg-review-tint text-review' },
};

/** The outcomes a call can have, as the list shows and filters them. */
export const outcomeWords = {
  succeeded: { label: 'Succeeded', tint: 'bg-accent-tint text-accent' },
  not_sent: { label: 'Not sent', tint: 'bg-review-tint text-review' },
  rejected: { label: 'Rejected', tint: 'bg-danger-tint text-danger' },
  unknown: { label: 'Unknown', tint: 'bg-danger-tint text-danger' },
} as const;
export type Outcome = keyof typeof outcomeWords;

/** Reads an outcome; what nobody knows is unknown. */
export function outcomeOf(value: string): Outcome {
  return value in outcomeWords ? (value as Outcome) : 'unknown';
}

const taskNames: Readonly<Record<string, string>> = {
  classify: 'File a thought',
  deliver: 'Send a message',
  'due-workflows': 'Start workflows whose time has come',
  embed: 'Prepare for search',
  'embed-missing': 'Fill in what search lacks',
  reclassify: 'Think again where rules had to do',
  'run-workflow': 'Run a workflow',
  'suggest-actions': 'Propose actions',
  sync: 'Look after a connection',
  'sync-all': 'Look after all connections',
};

/** What a job does, for a person; undefined for one whose name says it. */
export function taskName(task: string): string | undefined {
  return taskNames[task];
}
