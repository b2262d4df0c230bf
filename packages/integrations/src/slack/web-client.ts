import { type Logger, LogLevel, WebClient } from '@slack/web-api';
import { fetchWithin } from '../fetch-within.ts';
import { SlackHttpError } from './errors.ts';

/** Slack's SDK writes requests and warnings to the console; our door tells what there is to tell. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** Slack's own client for one attempt: no retries, no queue of its own, everything it does ends with `signal`. */
export function slackFor(apiUrl: string, token: string, signal: AbortSignal): WebClient {
  const within = fetchWithin(signal);
  return new WebClient(token, {
    slackApiUrl: apiUrl,
    allowAbsoluteUrls: false,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    fetch: async (input, init) => {
      const response = await within(input as string | URL, init as RequestInit);
      if (response.status !== 429) return response;
      await response.body?.cancel();
      throw new SlackHttpError(response);
    },
  });
}
