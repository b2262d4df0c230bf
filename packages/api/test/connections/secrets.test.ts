import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RuleInput } from '@ballast/integrations/simulator';
import { simulatedSecrets } from '@ballast/integrations/simulator';
import { trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCallRecorder } from '../../src/call-recorder.ts';
import { type ConnectedWorld, createConnectedWorld, encryptionKey } from './world.ts';

/** What must be nowhere but sealed: looked for by value. */
const secrets = {
  slack: 'xoxb-T0SECOND01-zq7slacksecret',
  slackRefused: 'xoxb-invalid-zq7refusedsecret',
  notion: 'ntn_W0SECOND1_zq7notionsecret',
  gmailAccess: 'ya29.ada@example.com-zq7gmailaccess',
  gmailRefresh: '1//ada@example.com-zq7gmailrefresh',
  calendarAccess: 'ya29.ada@example.com-zq7calendaraccess',
  calendarRefresh: '1//ada@example.com-zq7calendarrefresh',
  openai: 'sk-zq7openaikey',
  anthropic: 'sk-ant-zq7anthropickey',
  googleClient: 'simulated-client-secret',
  encryptionKey,
  ...simulatedSecrets,
} as const;
/** A word of a thought, which belongs into the person's own data and nowhere else. */
const word = 'Quetzalcoatlus';

const exporter = new InMemorySpanExporter();
const lines: string[] = [];
const answers: { readonly status: number; readonly text: string }[] = [];
let world: ConnectedWorld;
let recorder: ReturnType<typeof createCallRecorder>;

const ways: Omit<RuleInput, 'vendor'>[] = [
  { rate: 1, fault: { kind: 'status', status: 500 } },
  { rate: 1, fault: { kind: 'status', status: 429, headers: { 'retry-after': '120' } } },
  { rate: 1, fault: { kind: 'status', status: 403 } },
  { rate: 1, fault: { kind: 'status', status: 400 } },
  { rate: 1, fault: 'malformed' },
  { rate: 1, fault: 'truncated' },
  { rate: 1, fault: 'reset-before-effect' },
  { rate: 1, fault: 'reset-after-effect' },
];
const connectable = ['slack', 'notion', 'gmail', 'google_calendar'] as const;

async function call(path: string, input: unknown): Promise<void> {
  answers.push(await world.mutate(path, input));
}

/** Asks everything of everybody once, as things are: thoughts, messages, pages, events, tests, syncs. */
async function actOnce(n: number): Promise<void> {
  await call('capture.create', { text: `Feed the ${word} number ${n} on 2027-05-0${(n % 8) + 1}` });
  for (const vendor of connectable) {
    await call('integration.test', { vendor });
    await call('integration.sync', { vendor });
  }
  await call('digest.generateDaily', {});
  await world.runJobs();
}

beforeAll(async () => {
  trace.setGlobalTracerProvider(
    new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }),
  );
  const log = (fields: object, message: string) => void lines.push(JSON.stringify([fields, message]));
  const logger = { info: log, warn: log, error: log };
  world = await createConnectedWorld({
    ...{ logger, aiKeys: secrets, onCall: (record) => recorder.onCall(record) },
  });
  recorder = createCallRecorder({ database: world.api.database, logger });
  await call('integration.connect', { vendor: 'slack', token: secrets.slack, userId: 'U0ADA00001' });
  await call('integration.connect', { vendor: 'slack', token: secrets.slackRefused });
  await call('integration.connect', { vendor: 'notion', token: secrets.notion });
  const capture = { kind: 'label', labelId: 'STARRED' };
  const gmail = { accessToken: secrets.gmailAccess, refreshToken: secrets.gmailRefresh, capture };
  await call('integration.connect', { vendor: 'gmail', ...gmail });
  const calendar = { accessToken: secrets.calendarAccess, refreshToken: secrets.calendarRefresh };
  await call('integration.connect', { vendor: 'google_calendar', ...calendar });
  await call('account.update', { digestToSlack: true });
  await actOnce(0);
  for (const [n, way] of ways.entries()) {
    world.simulator.clearFaults();
    world.simulator.faults([way as RuleInput]);
    await actOnce(n + 1);
    await world.hurry();
  }
  world.simulator.clearFaults();
  await refuseStrangers();
  world.simulator.faults([{ rate: 1, fault: { kind: 'expire-token', dead: true } } as RuleInput]);
  await actOnce(9);
  for (const vendor of connectable) await call('integration.sync', { vendor });
  await recorder.flush();
  for (const path of ['integration.list', 'integration.health', 'account.export', 'outbox.list']) {
    answers.push(await world.query(path));
  }
  for (const path of ['reliability.calls', 'reliability.overview', 'reliability.jobs']) {
    answers.push(await world.query(path));
  }
});
afterAll(() => world[Symbol.asyncDispose]());

/** Requests that are not signed by whom they say, carrying a thought. */
async function refuseStrangers(): Promise<void> {
  const { handleSlack, handleNotion } = world.api.api;
  const server = createServer((req, res) => {
    const handle = req.url?.startsWith('/slack') ? handleSlack : handleNotion;
    handle(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const body = JSON.stringify({ text: word, secret: secrets.slack });
  for (const path of ['/slack', '/notion']) {
    const answer = await fetch(`${url}${path}`, { method: 'POST', body });
    answers.push({ status: answer.status, text: await answer.text() });
  }
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** Every row of every table as text, bytes as text too where they are any. */
async function everyRow(): Promise<{ readonly table: string; readonly row: string }[]> {
  const { pool } = world.api.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema IN ('public', 'graphile_worker')`,
  );
  const found: { table: string; row: string }[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<Record<string, unknown>>(`SELECT * FROM ${name}`);
    const show = (_key: string, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
    for (const row of rows) {
      const shown = Object.fromEntries(Object.entries(row).map(([key, value]) => [key, show(key, value)]));
      found.push({ table: name, row: JSON.stringify(shown) });
    }
  }
  return found;
}

function spansAsText(): string[] {
  return exporter
    .getFinishedSpans()
    .map(({ name, attributes, events, status, links }) =>
      JSON.stringify({ name, attributes, events, status, links: links.map((link) => link.attributes) }),
    );
}

const holding = (value: string, texts: readonly string[]) => texts.filter((text) => text.includes(value));

test('the search finds what is there: every vendor was asked, failed in every way, and told of it', () => {
  const refused = answers.filter(({ status }) => status >= 400);
  expect(refused.length).toBeGreaterThan(20);
  expect(lines.length).toBeGreaterThan(50);
  const spans = spansAsText();
  for (const vendor of ['slack', 'notion', 'gmail', 'google_calendar', 'openai', 'anthropic']) {
    expect(holding(vendor, lines), `log lines of ${vendor}`).not.toEqual([]);
    expect(holding(vendor, spans), `spans of ${vendor}`).not.toEqual([]);
  }
  expect(
    holding(
      word,
      answers.map(({ text }) => text),
    ),
  ).not.toEqual([]);
});

test.each(Object.entries(secrets))(
  'I11 %s is in no log line, span, answer or column',
  async (_name, value) => {
    expect(holding(value, lines), 'log lines').toEqual([]);
    expect(holding(value, spansAsText()), 'spans').toEqual([]);
    expect(
      holding(
        value,
        answers.map(({ text }) => text),
      ),
      'answers',
    ).toEqual([]);
    const rows = await everyRow();
    expect(rows.length).toBeGreaterThan(50);
    expect(
      rows.filter(({ row }) => row.includes(value)),
      'columns',
    ).toEqual([]);
  },
);

test('I11 what was captured is in no log line, span or error, and in the person’s own tables alone', async () => {
  expect(holding(word, lines), 'log lines').toEqual([]);
  expect(holding(word, spansAsText()), 'spans').toEqual([]);
  const errors = answers.filter(({ status }) => status >= 400).map(({ text }) => text);
  expect(holding(word, errors), 'errors').toEqual([]);
  const rows = await everyRow();
  const tables = new Set(rows.filter(({ row }) => row.includes(word)).map(({ table }) => table));
  const own = [
    '"InboxEntry"',
    '"Record"',
    '"Digest"',
    '"OutboxMessage"',
    '"IdempotencyRecord"',
    '"Classification"',
  ];
  expect([...tables].filter((table) => !own.some((name) => table === `public.${name}`))).toEqual([]);
  expect(tables.size).toBeGreaterThan(1);
});
