import { parseArgs } from 'node:util';
import { startSimulator } from './start-simulator.ts';
import { webhookVendors } from './webhooks/post-office.ts';

const usage = `pnpm simulator [--port 4010] [--host 127.0.0.1] [--app-url http://localhost:3000] [--seed 1] [--slack-rate-limit]

SLACK_SIGNING_SECRET, NOTION_WEBHOOK_SECRET and GOOGLE_PUSH_TOKEN are what its webhooks are signed with.`;

const paths = { slack: 'slack', gmail: 'gmail', notion: 'notion', calendar: 'google-calendar' } as const;

function wholeNumber(name: string, value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new Error(`--${name} takes a whole number, not "${value}".`);
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      'app-url': { type: 'string', default: 'http://localhost:3000' },
      seed: { type: 'string', default: '1' },
      'slack-rate-limit': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const appUrl = new URL(values['app-url']).href.replace(/\/$/, '');
  return {
    help: values.help,
    port: wholeNumber('port', values.port),
    host: values.host,
    seed: wholeNumber('seed', values.seed),
    slackRateLimit: values['slack-rate-limit'],
    webhookTargets: Object.fromEntries(
      webhookVendors.map((vendor) => [vendor, `${appUrl}/api/webhooks/${paths[vendor]}`]),
    ),
  };
}

function secretsFrom(env: NodeJS.ProcessEnv) {
  const { SLACK_SIGNING_SECRET: slack, NOTION_WEBHOOK_SECRET: notion, GOOGLE_PUSH_TOKEN: google } = env;
  return {
    ...(slack ? { slackSigningSecret: slack } : {}),
    ...(notion ? { notionWebhookSecret: notion } : {}),
    ...(google ? { googlePushToken: google } : {}),
  };
}

/** The environment that makes the application talk to this simulator. */
function environment(url: string): string {
  return [
    `OPENAI_BASE_URL=${url}/openai/v1`,
    `ANTHROPIC_BASE_URL=${url}/anthropic`,
    `SLACK_API_URL=${url}/slack/api/`,
    `NOTION_BASE_URL=${url}/notion`,
    `GOOGLE_API_ROOT_URL=${url}/google/`,
    `GOOGLE_OAUTH_TOKEN_URL=${url}/google/token`,
  ].join('\n');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function run(): Promise<void> {
  const { help, ...options } = readOptions();
  if (help) return print(usage);
  const simulator = await startSimulator({ ...options, secrets: secretsFrom(process.env) });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      simulator.close().catch((error: unknown) => {
        process.exitCode = 1;
        print(String(error));
      });
    });
  }
  print(
    `The vendor simulator listens on ${simulator.url}\n\n${environment(simulator.url)}\n\nControl: ${simulator.url}/__sim`,
  );
}

run().catch((error: unknown) => {
  process.exitCode = 1;
  print(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
});
