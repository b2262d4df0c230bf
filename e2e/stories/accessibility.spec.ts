import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { rowsInside } from '../app/inside.ts';
import { allFiled, capture, expect, file, test, thought } from './story.ts';

/** The pages in groups that one test each walks through. */
const groups = [
  { name: 'the inbox and the drawers', pages: ['/', '/people', '/projects', '/ideas', '/admin'] },
  {
    name: 'search and records',
    pages: [
      '/search',
      '/search?q=electricty&when=between',
      '/search?q=what+is+due+this+week%3F',
      '/search?q=xyzzy&in=ideas',
      '/records/none',
    ],
  },
  {
    name: 'digests, settings and what is not there',
    pages: ['/digest', '/digest?show=weekly', '/settings', '/settings/integrations', '/no-such-page'],
  },
] as const;

const actingPages = [
  ...['/workflows', '/workflows/new', '/actions'],
  ...['/operations', '/operations/calls', '/operations/jobs', '/operations/replays', '/operations/traces'],
];

/** Makes a workflow, runs it, proposes an action; returns the pages that show what came of it. */
async function act(page: Page): Promise<string[]> {
  const mutate = async (path: string, data: object) => {
    const answer = await page.request.post(`/api/trpc/${path}`, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    return { data: (await answer.json()).result.data, traceId: answer.headers()['x-trace-id'] };
  };
  const made = await mutate('workflow.create', {
    name: 'Plan the week',
    trigger: { type: 'manual', conditions: [{ field: 'title', operator: 'contains', value: 'week' }] },
    actions: [
      { type: 'create_task', params: { title: 'Plan the week', dueAt: '+1d' } },
      { type: 'slack_message', params: { text: 'Planned by {{workflow.name}}' } },
    ],
  });
  const { id } = made.data.workflow;
  const { traceId } = await mutate('workflow.trigger', { workflowId: id, trigger: {} });
  await mutate('action.propose', { kind: 'create', params: { category: 'ideas', title: 'A postcard' } });
  await mutate('action.propose', { kind: 'notify', params: { text: 'Done for today.' } });
  return [`/workflows/${id}`, `/workflows/${id}/edit`, `/operations/traces/${traceId}`];
}

/** Where axe looks, and for what. */
interface Look {
  /** Rules that do not count here. */
  readonly without?: string[];
  /** Colours alone: all that the dark scheme changes. */
  readonly onlyColours?: boolean;
}

/**
 * What axe finds on the page as it stands, one line a finding. In one piece (axe's legacy mode): no page of ours has
 * frames, and the other way opens a second tab for each look to put the frames' findings together.
 */
async function findings(page: Page, { without = [], onlyColours = false }: Look = {}): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (onlyColours
    ? axe.withRules('color-contrast')
    : axe.disableRules(without)
  ).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
}

test('the entry pages have no accessibility faults', async ({ page }) => {
  for (const path of ['/sign-up', '/sign-in']) {
    await page.goto(path);
    expect.soft(await findings(page), path).toEqual([]);
  }
});

/** Gives a record a second version, as an edit in Notion leaves one that gave way (see two-versions.spec.ts). */
async function giveSecondVersion(recordAddress: string): Promise<void> {
  const content = {
    title: `Pay the ${'elephants'.repeat(12)}`,
    due: '2030-03-04',
    status: 'Done',
    notes: 'Ask Bo',
  };
  const id = recordAddress.split('/').at(-1);
  await rowsInside(
    `INSERT INTO "RecordConflict" (id, "ownerId", "recordId", vendor, kept, ours, theirs)
     SELECT gen_random_uuid(), "ownerId", id, 'notion', 'ours', to_jsonb("Record"), $2 FROM "Record" WHERE id = $1`,
    [id, JSON.stringify({ content, editedAt: null })],
  );
}

/** Looks at a page as wide as a desk and as narrow as a phone. */
async function expectSound(page: Page, path: string, look: Look, region?: string): Promise<void> {
  await page.goto(path);
  if (region) await expect(page.getByRole('region', { name: region })).toBeVisible();
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  expect.soft(await findings(page, look), path).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
  expect.soft(overflow, `${path} scrolls sideways on a phone`).toBeLessThanOrEqual(0);
  expect.soft(await findings(page, look), `${path} on a phone`).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
}

for (const colorScheme of ['light', 'dark'] as const) {
  const look = { onlyColours: colorScheme === 'dark' };
  for (const { name, pages } of groups) {
    test(`${name}: accessible, and fit a phone, ${colorScheme}`, async ({ page, person }) => {
      expect(person.email).toBeTruthy();
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto('/');
      await capture(page, 'Pay the electricity bill by Friday', `purple${'elephants'.repeat(12)}`);
      await allFiled(page, 2);
      await expect(thought(page, 'purple').getByText('Needs review')).toBeVisible();
      for (const path of pages) await expectSound(page, path, look);
    });
  }

  test(`workflows, actions and operations: accessible, and fit a phone, ${colorScheme}`, async ({
    page,
    person,
  }) => {
    expect(person.email).toBeTruthy();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of [...actingPages, ...(await act(page))]) await expectSound(page, path, look);
  });

  test(`a record, a digest and an answer: accessible, and fit a phone, ${colorScheme}`, async ({
    page,
    person,
  }) => {
    expect(person.email).toBeTruthy();
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.goto('/');
    await capture(page, 'Pay the electricity bill by Friday');
    await file(page, 'electricity', '4');
    const record =
      (await thought(page, 'electricity').getByRole('link', { name: 'Open' }).getAttribute('href')) ?? '';
    await giveSecondVersion(record);
    await capture(page, 'when is the electricity bill due?');
    await expect(page.getByRole('list', { name: 'Answer' })).toBeVisible();
    // The answer is there again whenever the page is.
    await expectSound(page, '/', look);
    await expectSound(page, record, look, 'Two versions of this');
    await page.goto('/digest');
    await page.getByRole('button', { name: 'Generate now' }).click();
    await expect(page.getByRole('article')).toBeVisible();
    await expectSound(page, '/digest', look);
  });
}

test('menus, the editor and dialogs have no accessibility faults', async ({ page, person }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/');
  await capture(page, 'Pay the electricity bill by Friday');
  await page.getByRole('button', { name: 'Admin, move to another drawer' }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  // An open menu hangs off the body, outside every landmark; the focus is in it.
  expect.soft(await findings(page, { without: ['region'] }), 'drawer menu').toEqual([]);
  await page.goto('/admin');
  await page.getByRole('button', { name: /^Edit / }).click();
  await expect(page.getByRole('form', { name: /^Edit / })).toBeVisible();
  expect.soft(await findings(page), 'record editor').toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Snooze / }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect.soft(await findings(page, { without: ['region'] }), 'snooze menu').toEqual([]);
  await page.getByRole('menuitem', { name: 'Choose a day…' }).click();
  await expect(page.getByRole('dialog', { name: 'Snooze until' })).toBeVisible();
  expect.soft(await findings(page), 'snooze dialog').toEqual([]);
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Delete account' }).click();
  await expect(page.getByRole('dialog')).toContainText(person.email);
  expect.soft(await findings(page), 'dialog').toEqual([]);
});
