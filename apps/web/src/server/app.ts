import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { type Api, createApi, createCallRecorder, createVault } from '@ballast/api';
import { createDatabase, type Database, migrationStatus } from '@ballast/db';
import { createAi, createDoor, createVendors, type Door, doorSettings } from '@ballast/integrations';
import { Deadline } from '@ballast/reliability';
import { type Env, readEnv } from '../env.ts';
import { createApiKeyOwner } from './api-key-owner.ts';
import { type Auth, createAuth } from './auth.ts';
import { createAuthHandler } from './auth-handler.ts';
import { lifecycle } from './lifecycle.ts';
import { createLogger } from './logger.ts';
import { createResolvePrincipal } from './principal.ts';
import { createReadiness, type Readiness } from './readiness.ts';
import { toHeaders } from './to-headers.ts';

/** A database that takes longer than this to say anything is not ready. */
const pingMs = 2_000;

/** What one web process is made of. */
export interface App {
  readonly env: Env;
  readonly database: Database;
  readonly auth: Auth;
  readonly api: Api;
  /** Every outgoing call of this process goes through it. */
  readonly door: Door;
  readonly handleAuth: (req: IncomingMessage, res: ServerResponse) => Promise<void>;
  readonly readiness: () => Promise<Readiness>;
}

/** Composes the app from its environment. Opens no connection yet. */
export function createApp(env: Env): App {
  const logger = createLogger(env.LOG_LEVEL);
  const database = createDatabase({ url: env.DATABASE_URL, logger, timeoutMs: env.DATABASE_TIMEOUT_MS });
  lifecycle.onClose(() => database.close());
  const calls = createCallRecorder({ database, logger });
  lifecycle.onClose(() => calls.flush());
  const door = createDoor({ settings: doorSettings(env), logger, onCall: calls.onCall });
  const auth = createAuth({
    pool: database.pool,
    appUrl: env.APP_URL,
    secret: env.AUTH_SECRET,
    onError: (message) => logger.error({ part: 'auth' }, message),
  });
  const sessionOwner = async (headers: IncomingHttpHeaders) => {
    const session = await auth.api.getSession({
      headers: toHeaders(headers),
      query: { disableRefresh: true },
    });
    return session?.user.id;
  };
  const resolvePrincipal = createResolvePrincipal({
    cronSecret: env.CRON_SECRET,
    sessionOwner,
    apiKeyOwner: createApiKeyOwner(database),
  });
  return {
    env,
    database,
    auth,
    door,
    api: createApi({
      database,
      logger,
      resolvePrincipal,
      shutdown: lifecycle.shutdown,
      confidenceMin: env.AI_CONFIDENCE_MIN,
      dependencies: door,
      thinker: createAi({ door, env }),
      abroad: {
        door,
        vendors: createVendors({ door, env }),
        vault: createVault(env.ENCRYPTION_KEY, env.ENCRYPTION_KEYS_OLD),
        settings: {
          appUrl: env.APP_URL,
          slackSigningSecret: env.SLACK_SIGNING_SECRET,
          notionWebhookSecret: env.NOTION_WEBHOOK_SECRET,
          googlePushToken: env.GOOGLE_PUSH_TOKEN,
          gmailTopic: env.GMAIL_PUBSUB_TOPIC,
          consentUrl: env.GOOGLE_OAUTH_CONSENT_URL,
        },
      },
    }),
    handleAuth: createAuthHandler({ appUrl: env.APP_URL, handler: auth.handler }),
    readiness: createReadiness({
      draining: () => lifecycle.draining,
      ping: () => ping(database),
      migrations: () => migrationStatus(env.DATABASE_URL),
    }),
  };
}

async function ping(database: Database): Promise<void> {
  using deadline = Deadline.start(pingMs);
  await database.read({ deadline, name: 'ready' }, ({ kysely }) =>
    kysely.selectNoFrom((eb) => eb.lit(1).as('one')).execute(),
  );
}

const key = Symbol.for('ballast.web.app');
const holder = globalThis as { [key]?: App };

/**
 * This process's app, made at the first call. It lives on globalThis because the framework bundles each route apart:
 * two pools in one process would be twice the connections.
 */
export function getApp(): App {
  holder[key] ??= createApp(readEnv());
  return holder[key];
}
