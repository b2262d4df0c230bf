import type { Attempt, Entry } from '../../trpc/client.ts';
import { categoryLooks } from '../categories/categories.ts';

const sources: Readonly<Record<string, string>> = {
  web: 'Written here',
  slack: 'Said in Slack',
  gmail: 'From an e-mail in Gmail',
  notion: 'From Notion',
};

const providers: Readonly<Record<string, string>> = {
  local: 'Ballast’s own rules',
  openai: 'OpenAI',
  anthropic: 'Claude',
};

const outcomes: Readonly<Record<string, string>> = {
  filed: 'filed it',
  needs_review: 'left it for your review',
  failed: 'failed',
  superseded: 'came after you had filed it',
};

function percent(confidence: number | null): string {
  return confidence === null ? '' : `, ${Math.round(confidence * 100)}% sure`;
}

/** Where a thought came from, in words. */
export function sourceWords(source: string): string {
  return sources[source] ?? `Sent by ${source}`;
}

/** Who filed a thought and how sure they were. */
export function filedWords({ status, provider, confidence }: Entry): string {
  if (status === 'fixed') return 'Filed by you';
  if (status === 'needs_review') return 'Waits for your review';
  if (status !== 'filed' || provider === null) return 'Not filed';
  return `Filed by ${providers[provider] ?? provider}${percent(confidence)}`;
}

/** One attempt at filing a thought: who, with what, how it ended. */
export function attemptWords({ provider, model, category, confidence, outcome, latencyMs }: Attempt): string {
  const look = categoryLook(category);
  const where = look === null ? '' : ` · ${look}${percent(confidence)}`;
  const took = latencyMs < 1_000 ? `${latencyMs} ms` : `${(latencyMs / 1_000).toFixed(1)} s`;
  const who = providers[provider] ?? provider;
  return `${who} (${model}) ${outcomes[outcome] ?? outcome}${where} · ${took}`;
}

function categoryLook(category: string | null): string | null {
  return categoryLooks.find((look) => look.category === category)?.label ?? null;
}
