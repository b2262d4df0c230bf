import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp, type RunningApp } from '../app/launch.ts';
import { freePort } from '../app/place.ts';
import { slackMessages } from '../app/slack-messages.ts';
import { expect, test } from './story.ts';

/** The demo as `npm run demo` starts it, but for breakers that open and close while a story can wait for it. */
const impatience = { RETRY_INITIAL_MS: '50', BREAKER_FAILURES: '3', BREAKER_COOLDOWN_MS: '3000' };

let demo: RunningApp;
let url: string;
let directory: string;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  directory = await mkdtemp(join(tmpdir(), 'ballast-demo-story-'));
  const port = await freePort();
  url = `http://localhost:${port}`;
  demo = await launchApp({ port, dataDir: directory, as: 'demo', env: impatience });
});
test.afterAll(async () => {
  await demo?.stop();
  await rm(directory, { recursive: true, force: true });
});

/** How often the workflow's message is at the simulated Slack, by its own book. Digests are sent there as well. */
async function posted(): Promise<number> {
  const [, simulator = ''] = /own view: (\S+)\/__sim\//.exec(demo.said) ?? [];
  return (await slackMessages(simulator)).filter((text) => text.startsWith('Back at my desk')).length;
}

test('I6 I8: a dependency fails, is left alone and said to be, comes back, and what waited for it is done once', async ({
  page,
}) => {
  const [, email = '', password = ''] = /Sign in as {2}(\S+) {2}with {2}(\S+)/.exec(demo.said) ?? [];
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('textbox', { name: 'Capture a thought' })).toBeVisible();

  await page.goto(`${url}/operations`);
  const slack = page
    .getByRole('region', { name: 'Dependencies' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name: 'Slack' }) });
  const vendor = page.getByRole('combobox', { name: 'Slack' });
  await expect(slack).toContainText('Working');
  const before = await posted();
  expect(before, 'what the demo came with').toBe(1);
  await vendor.selectOption({ label: 'Down (503)' });
  await expect(vendor).toHaveValue('down');

  await page.goto(`${url}/workflows`);
  await page.getByRole('button', { name: 'Run now: Tell #general where I am' }).click();
  const run = page.getByRole('list', { name: 'Runs' }).locator(':scope > li').first();
  await expect(run).toContainText('on its way to Slack');
  await expect(page).toHaveURL(/\?run=/);
  const runUrl = page.url();

  await page.goto(`${url}/operations`);
  await expect(slack).toContainText('Left alone');
  await expect(slack).toContainText(/[3-9] failures in a row/);
  await expect(page.getByText('Left alone for now: Slack.')).toBeVisible();
  await page.goto(`${url}/operations/calls`);
  // How many attempts a call got before the circuit opened depends on who else asked Slack in that second.
  const failed = page
    .getByRole('listitem')
    .filter({ hasText: 'Slack' })
    .filter({ hasText: /dependency_unavailable|circuit_open/ });
  await expect(failed.first()).toBeVisible();
  expect(await posted(), 'nothing arrived meanwhile').toBe(before);

  await page.goto(`${url}/operations`);
  await vendor.selectOption({ label: 'Answers' });
  await expect(slack).toContainText('Working', { timeout: 60_000 });
  await page.goto(runUrl);
  await expect(run).toContainText('Done', { timeout: 60_000 });
  await expect(run.getByRole('list', { name: 'Steps' })).not.toContainText('on its way');
  expect(await posted(), 'once, and once only').toBe(before + 1);
});
