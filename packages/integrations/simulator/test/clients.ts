import Anthropic from '@anthropic-ai/sdk';
import { Client, LogLevel as NotionLogLevel } from '@notionhq/client';
import { LogLevel, WebClient } from '@slack/web-api';
import OpenAI from 'openai';
import type { Simulator } from '../index.ts';

/** The official clients, pointed at a simulator and with their own retries off. */
export function openai({ url }: Simulator, apiKey = 'sk-test'): OpenAI {
  return new OpenAI({ apiKey, baseURL: `${url}/openai/v1`, maxRetries: 0 });
}

export function anthropic({ url }: Simulator, authToken = 'sk-ant-test'): Anthropic {
  return new Anthropic({ authToken, apiKey: null, baseURL: `${url}/anthropic`, maxRetries: 0 });
}

export function slack({ url }: Simulator, token = 'xoxb-test', signal?: AbortSignal): WebClient {
  return new WebClient(token, {
    slackApiUrl: `${url}/slack/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logLevel: LogLevel.ERROR,
    ...(signal === undefined ? {} : { fetch: (input, init) => fetch(input, { ...init, signal }) }),
  });
}

export function notion({ url }: Simulator, auth = 'ntn_test', notionVersion = '2025-09-03'): Client {
  return new Client({
    auth,
    baseUrl: `${url}/notion`,
    retry: false,
    notionVersion,
    logLevel: NotionLogLevel.ERROR,
  });
}

/** What an awaited call was rejected with; fails the test when it was not. */
export async function rejection(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const failed = Symbol('failed');
  const outcome = await call.then(
    () => undefined,
    (error: object) => ({ [failed]: true, error }),
  );
  if (outcome === undefined) throw new Error('The call went through.');
  return outcome.error as Record<string, unknown>;
}
