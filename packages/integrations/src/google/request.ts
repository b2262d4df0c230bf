import type * as z from 'zod';
import type { CallContext, Door } from '../call.ts';
import { fetchWithin } from '../fetch-within.ts';
import type { Operation } from '../operation.ts';
import { readVendorAnswer } from '../vendor-answer.ts';
import type { GoogleSessions } from './session.ts';
import type { GoogleAccount } from './tokens.ts';

/** What each request of a Google API is sent with: our token and signal, none of the SDK's own retries. */
export interface RequestOptions {
  readonly rootUrl?: string;
  readonly retry: false;
  readonly headers: Record<string, string>;
  readonly fetchImplementation: typeof fetch;
}

/** Makes one call of a Google API. */
export type GoogleAsk = <T>(
  operation: Operation,
  account: GoogleAccount,
  context: CallContext,
  schema: z.ZodType<T>,
  fn: (options: RequestOptions) => Promise<unknown>,
) => Promise<T>;

/** @param rootUrl Absent: each API's own. Its path is kept, which it is not when a client is made with it. */
export function googleAsk(door: Door, sessions: GoogleSessions, rootUrl: string | undefined): GoogleAsk {
  const root = rootUrl === undefined ? {} : { rootUrl: rootUrl.endsWith('/') ? rootUrl : `${rootUrl}/` };
  return (operation, account, context, schema, fn) =>
    sessions.run(account, context, (accessToken) =>
      door.call(operation, context, async ({ signal }) => {
        const answer = await fn({
          ...root,
          retry: false,
          headers: { authorization: `Bearer ${accessToken}` },
          fetchImplementation: fetchWithin(signal),
        });
        return readVendorAnswer(schema, answer, operation);
      }),
    );
}
