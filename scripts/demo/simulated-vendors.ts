import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Simulator, simulatedSecrets, startSimulator } from '@ballast/integrations/simulator';
import type { Settings } from '../launcher/settings.ts';

/** What the demo stands on, and how it is taken away again. */
export interface Stage {
  readonly simulator: Simulator;
  readonly settings: Settings;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the vendors and removes all data. */
  stop(): Promise<void>;
}

/** The six vendors on a port of their own, and an empty data directory: nothing of the real ones is read or written. */
export async function setStage(given: Settings): Promise<Stage> {
  const { appUrl } = given;
  const simulator = await startSimulator({
    webhookTargets: {
      slack: `${appUrl}/api/webhooks/slack`,
      gmail: `${appUrl}/api/webhooks/gmail`,
      notion: `${appUrl}/api/webhooks/notion`,
      calendar: `${appUrl}/api/webhooks/google-calendar`,
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'ballast-demo-'));
  return {
    simulator,
    settings: { ...given, dataDir, databaseUrl: undefined, directUrl: undefined },
    env: pointedAt(simulator.url),
    stop: async () => {
      await simulator.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The environment of a demo whose vendors are all simulated. An address and a key each: real ones are overwritten. */
function pointedAt(url: string): NodeJS.ProcessEnv {
  return {
    BALLAST_DEMO_SIMULATOR_URL: url,
    AI_PROVIDERS: 'openai,anthropic,local',
    OPENAI_API_KEY: 'sk-simulated-openai-key',
    OPENAI_BASE_URL: `${url}/openai/v1`,
    ANTHROPIC_API_KEY: 'simulated-anthropic-key',
    ANTHROPIC_BASE_URL: `${url}/anthropic`,
    ...connectableAt(url),
    // Only the simulator is spoken to: no keys, topics or databases of one's own.
    DATABASE_URL: '',
    DATABASE_DIRECT_URL: '',
    GMAIL_PUBSUB_TOPIC: '',
  };
}

/** The environment of an app that reaches the services people connect at a simulator. */
export function connectableAt(url: string): NodeJS.ProcessEnv {
  return {
    SLACK_API_URL: `${url}/slack/api/`,
    SLACK_SIGNING_SECRET: simulatedSecrets.slackSigningSecret,
    NOTION_BASE_URL: `${url}/notion`,
    NOTION_WEBHOOK_SECRET: simulatedSecrets.notionWebhookSecret,
    GOOGLE_CLIENT_ID: 'simulated-google-client',
    GOOGLE_CLIENT_SECRET: 'simulated-google-client-secret',
    GOOGLE_API_ROOT_URL: `${url}/google/`,
    GOOGLE_OAUTH_TOKEN_URL: `${url}/google/token`,
    GOOGLE_OAUTH_CONSENT_URL: `${url}/google/o/oauth2/v2/auth`,
    GOOGLE_PUSH_TOKEN: simulatedSecrets.googlePushToken,
  };
}
