import { randomBytes } from 'node:crypto';
import type { AppRouter } from '@ballast/api/client';
import { deadlineLink, idempotencyLink, ladderHeaders, retryLink } from '@ballast/api/ladder/client';
import { systemRuntime } from '@ballast/reliability';
import { createTRPCClient, httpLink, type TRPCClient } from '@trpc/client';

/** The sample account's own way into the app: the same doors as everybody's. */
export interface SampleAccount {
  readonly email: string;
  readonly password: string;
  readonly api: TRPCClient<AppRouter>;
}

const budgetMs = 60_000;

/**
 * Signs a sample person up, with a password nobody else knows.
 * @throws Error with what the app said, when it will not have them
 */
export async function signUpSample(origin: string): Promise<SampleAccount> {
  const email = 'ada@example.com';
  const password = randomBytes(9).toString('base64url');
  const response = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({
      ...{ name: 'Ada Rivers', email, password },
      timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
    signal: AbortSignal.timeout(budgetMs),
  });
  if (!response.ok) throw new Error(`The sample account was refused: ${await response.text()}`);
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';', 1)[0])
    .join('; ');
  const api = createTRPCClient<AppRouter>({
    links: [
      idempotencyLink({ newKey: () => systemRuntime.uuid() }),
      deadlineLink({ defaultBudgetMs: budgetMs, runtime: systemRuntime }),
      retryLink({ runtime: systemRuntime }),
      httpLink({ url: `${origin}/api/trpc`, headers: ({ op }) => ({ ...ladderHeaders(op), cookie }) }),
    ],
  });
  return { email, password, api };
}
