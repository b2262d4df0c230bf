import type { Page } from '@playwright/test';
import { capture, expect, file, test } from './story.ts';

/** The person's open tasks with this in their title. */
async function tasks(page: Page, text: RegExp) {
  await page.goto('/admin');
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  return page.getByRole('heading', { level: 3, name: text });
}

test('I2: a workflow made from a template, run twice: the second time shows the first run, and there is one task', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await capture(page, 'Call Sarah about the kitchen quote');
  await file(page, 'Sarah', '1');

  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await expect(page.getByRole('heading', { name: 'Nothing happens by itself yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Remind me to follow up' }).click();
  const title = page.getByRole('textbox', { name: 'Title', exact: true });
  await expect(title).toHaveValue('{{item.fields.name}}: {{item.fields.followUp}}');
  await title.fill('Ask {{item.nobody}}');
  await page.getByLabel('Name', { exact: true }).fill(' ');
  const create = page.getByRole('button', { name: 'Create workflow' });
  await create.click();
  await expect(page.getByText('The name is empty. Write something first.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('Remember to ask');
  await create.click();
  await expect(page.getByText('{{item.nobody}} is not known.', { exact: false })).toBeVisible();
  await expect(title, 'the field that is wrong has the focus').toBeFocused();
  await title.fill('Ask ');
  await page.getByRole('button', { name: 'Insert into Title' }).click();
  await page.getByRole('menuitem', { name: 'Who' }).click();
  await expect(title).toHaveValue('Ask {{item.fields.name}}');
  await create.click();
  await expect(page.getByRole('heading', { level: 1, name: 'Remember to ask' })).toBeVisible();
  await expect(
    page.getByText('When something is filed under People and Follow up is not empty'),
  ).toBeVisible();

  const run = async () => {
    await page.getByRole('button', { name: 'Run now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run “Remember to ask”' });
    await dialog.getByLabel('Item of People').fill('kitchen');
    await dialog.getByRole('button', { name: /kitchen quote/ }).click();
    await dialog.getByRole('button', { name: 'Run now' }).click();
    await expect(dialog).toHaveCount(0);
  };
  const runs = page.getByRole('list', { name: 'Runs' }).locator(':scope > li');
  await run();
  await expect(runs).toHaveCount(1);
  await expect(runs.getByRole('list', { name: 'Steps' })).toContainText('Make a task');
  await expect(page.getByText(/This ran already/)).toHaveCount(0);
  await expect(page).toHaveURL(/\?run=/);
  const first = page.url();

  await run();
  await expect(page.getByText(/This ran already at \d\d:\d\d; here is that run\./)).toBeVisible();
  await expect(runs).toHaveCount(1);
  await expect(page).toHaveURL(`${first}&replayed=1`);
  await expect(await tasks(page, /^Ask Sarah$/)).toHaveCount(1);

  await page.goBack();
  await page.getByRole('button', { name: 'Run it once more anyway' }).click();
  await expect(runs, 'who means it can').toHaveCount(2);
  await expect(await tasks(page, /^Ask Sarah$/)).toHaveCount(2);
});

test('a run that fails says at which step and why, and is run again as one that refers to it', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  const made = await page.request.post('/api/trpc/workflow.create', {
    data: {
      name: 'Write to somebody',
      trigger: { type: 'manual' },
      actions: [
        { type: 'create_task', params: { title: 'Nothing of it stays' } },
        { type: 'email_draft', params: { to: '{{trigger.to}}', subject: 'Hello', body: 'Hello' } },
      ],
    },
  });
  expect(made.status(), await made.text()).toBe(200);
  await page.goto('/workflows');
  const workflow = page.getByRole('list', { name: 'Workflows' }).getByRole('listitem').first();
  await expect(workflow).toContainText('Never ran yet');
  await workflow.getByRole('button', { name: 'Run now: Write to somebody' }).click();
  const runs = page.getByRole('list', { name: 'Runs' }).locator(':scope > li');
  await expect(runs).toHaveCount(1);
  await expect(runs.first()).toContainText('Failed');
  await expect(runs.first()).toContainText('Undone, because a later step failed.');
  await expect(
    runs
      .first()
      .getByText(/recipient/i)
      .first(),
  ).toBeVisible();
  await expect(await tasks(page, /Nothing of it stays/)).toHaveCount(0);

  await page.goBack();
  await runs.first().getByRole('button', { name: 'Run again' }).click();
  await expect(runs).toHaveCount(2);
  await expect(runs.first()).toContainText('Repeats an earlier run that failed');

  const off = page.getByRole('switch', { name: 'Write to somebody is on' });
  await off.click();
  await expect(page.getByRole('switch', { name: 'Write to somebody is off' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run now' })).toBeDisabled();
});
