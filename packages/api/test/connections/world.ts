import type { IntegrationLogger, OnCall } from '@ballast/integrations';
import {
  createAi,
  createDoor,
  createVendors,
  defaultAiEnv,
  defaultVendorEnv,
  doorSettings,
} from '@ballast/integrations';
import { type Simulator, simulatedSecrets, startSimulator } from '@ballast/integrations/simulator';
import type { Abroad } from '../../src/abroad/abroad.ts';
import { createVault } from '../../src/abroad/vault.ts';
import type { ApiOptions } from '../../src/create-api.ts';
import { type Answer, startTestApi, type TestApi } from '../../src/testing.ts';

/** The API with its real outlet, the vendors on the wire, and the job runner's part played by hand. */
export interface ConnectedWorld extends AsyncDisposable {
  readonly api: TestApi;
  readonly simulator: Simulator;
  readonly abroad: Abroad;
  readonly owner: string;
  mutate(path: string, input: unknown, owner?: string): Promise<Answer>;
  query(path: string, input?: unknown, owner?: string): Promise<Answer>;
  /** Does all due jobs until none is due. Returns what was called with its status, in order. */
  runJobs(): Promise<string[]>;
  /** Makes jobs that wait for later due. */
  hurry(): Promise<void>;
}

export const encryptionKey = 'a-key-for-tests-of-32-characters';
export const slackToken = 'xoxb-T0SECOND01-first-secret-token';

const procedures: Record<string, (payload: Record<string, string>) => [string, object]> = {
  classify: ({ entryId }) => ['inbox.classify', { entryId }],
  deliver: ({ messageId }) => ['outbox.deliver', { messageId }],
  sync: ({ integrationId }) => ['integration.sync', { integrationId }],
  inbound: ({ eventId }) => ['inbound.process', { eventId }],
};

/** The vendors as the simulator plays them, as an app would be composed with them. */
export function simulatedAbroad(
  simulator: Simulator,
  more: { onCall?: OnCall | undefined; logger?: IntegrationLogger | undefined; appUrl?: string } = {},
): Abroad {
  const settings = doorSettings({ RETRY_INITIAL_MS: 1, RETRY_MAX_MS: 5, RETRY_MAX: 1 });
  const door = createDoor({
    settings,
    ...(more.onCall ? { onCall: more.onCall } : {}),
    ...(more.logger ? { logger: more.logger } : {}),
  });
  const { url } = simulator;
  const env = {
    ...defaultVendorEnv(),
    SLACK_API_URL: `${url}/slack/api/`,
    NOTION_BASE_URL: `${url}/notion`,
    GOOGLE_API_ROOT_URL: `${url}/google/`,
    GOOGLE_OAUTH_TOKEN_URL: `${url}/google/token`,
    GOOGLE_CLIENT_ID: 'simulated-client',
    GOOGLE_CLIENT_SECRET: 'simulated-client-secret',
  };
  return {
    door,
    vendors: createVendors({ door, env }),
    vault: createVault(encryptionKey),
    settings: {
      appUrl: more.appUrl ?? 'https://ballast.example.test',
      slackSigningSecret: simulatedSecrets.slackSigningSecret,
      notionWebhookSecret: simulatedSecrets.notionWebhookSecret,
      googlePushToken: simulatedSecrets.googlePushToken,
      gmailTopic: 'projects/simulated/topics/gmail',
    },
  };
}

function aiEnvAt({ url }: Simulator, keys: { readonly openai: string; readonly anthropic: string }) {
  return {
    OPENAI_API_KEY: keys.openai,
    OPENAI_BASE_URL: `${url}/openai/v1`,
    ANTHROPIC_API_KEY: keys.anthropic,
    ANTHROPIC_BASE_URL: `${url}/anthropic`,
  };
}

export async function createConnectedWorld(
  options: Partial<ApiOptions> & {
    timezone?: string;
    onCall?: OnCall;
    /** Keys of the AI's providers, which the simulator plays too; absent: the rules alone think. */
    aiKeys?: { readonly openai: string; readonly anthropic: string };
  } = {},
): Promise<ConnectedWorld> {
  const { timezone = 'UTC', onCall, aiKeys, ...rest } = options;
  const simulator = await startSimulator();
  const abroad = simulatedAbroad(simulator, { onCall, logger: rest.logger });
  const thinker = aiKeys && {
    thinker: createAi({ door: abroad.door, env: { ...defaultAiEnv(), ...aiEnvAt(simulator, aiKeys) } }),
  };
  const api = await startTestApi({ abroad, dependencies: abroad.door, ...thinker, ...rest });
  const owner = await api.addOwner({ timezone });
  const { pool } = api.database;
  return {
    api,
    simulator,
    abroad,
    owner,
    mutate: (path, input, as = owner) => api.mutate(path, input, { owner: as }),
    query: (path, input = {}, as = owner) => api.query(path, input, { owner: as }),
    hurry: async () => {
      await pool.query('UPDATE graphile_worker._private_jobs SET run_at = now()');
      await pool.query(`UPDATE "OutboxMessage" SET "availableAt" = now()`);
    },
    runJobs: async () => {
      const called: string[] = [];
      for (;;) {
        const { rows } = await pool.query<{ task: string; payload: Record<string, string> }>(
          `DELETE FROM graphile_worker._private_jobs AS job USING graphile_worker._private_tasks AS task
           WHERE job.id = (
             SELECT due.id FROM graphile_worker._private_jobs AS due
             JOIN graphile_worker._private_tasks AS its ON its.id = due.task_id
             WHERE due.run_at <= now() AND its.identifier = ANY ($1) ORDER BY due.run_at, due.id LIMIT 1
           ) AND task.id = job.task_id RETURNING task.identifier AS task, job.payload`,
          [Object.keys(procedures)],
        );
        const [job] = rows;
        if (!job) return called;
        const procedure = procedures[job.task]?.(job.payload);
        if (!procedure) throw new Error(`No procedure for ${job.task}`);
        const { status } = await api.mutate(...procedure, { service: true });
        called.push(`${job.task} ${status}`);
      }
    },
    [Symbol.asyncDispose]: async () => {
      await api[Symbol.asyncDispose]();
      await simulator[Symbol.asyncDispose]();
    },
  };
}
