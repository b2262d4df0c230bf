import type { Page } from '@playwright/test';
import { capture, expect, file, test, thought, undo } from './story.ts';

/** Keeps one thought in a drawer and opens the record it became. */
async function keepAndOpen(page: Page, text: string, digit: '1' | '2' | '3' | '4'): Promise<void> {
  await page.goto('/');
  await capture(page, text);
  await file(page, text, digit);
  await thought(page, text).getByRole('link', { name: 'Open' }).click();
  await expect(page).toHaveURL(/\/records\//);
}

test('one record: edited, given a day and a rhythm, snoozed, done, archived, and all of it taken back', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await keepAndOpen(page, 'Water the ferns', '4');
  const record = page.getByRole('article');
  await expect(record.getByRole('heading', { name: 'Water the ferns' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'From your thought' })).toContainText('Filed by you');

  await page.keyboard.press('e');
  await page.getByLabel('Title').fill('Water the ferns and the fig');
  await page.getByLabel('Next action').fill('Fill the can');
  await page.getByLabel('Due on').fill('2030-03-04');
  await page.getByLabel('Repeats').selectOption('Every week');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(record.getByRole('heading', { name: 'Water the ferns and the fig' })).toBeVisible();
  await expect(record).toContainText('Fill the can');
  await expect(record).toContainText('Due Mon 4 Mar 2030');
  await expect(record).toContainText('every week');

  await page.keyboard.press('x');
  await expect(record, 'what recurs goes on with its next day').toContainText('Due Mon 11 Mar 2030');
  await undo(page, 'Done. Next');
  await expect(record).toContainText('Due Mon 4 Mar 2030');

  await record.getByRole('button', { name: 'Snooze' }).click();
  await page.getByRole('menuitem', { name: /^Tomorrow/ }).click();
  await expect(record.getByText('Snoozed', { exact: true })).toBeVisible();
  await expect(record).toContainText('Back Tomorrow 09:00');
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'Nothing to settle' })).toBeVisible();
  await page.getByRole('link', { name: 'Snoozed' }).click();
  await page.getByRole('link', { name: 'Water the ferns and the fig' }).click();
  await record.getByRole('button', { name: 'Bring back' }).click();
  await expect(record.getByText('Snoozed', { exact: true })).toHaveCount(0);
  await undo(page, 'Back');
  await expect(record.getByText('Snoozed', { exact: true })).toBeVisible();

  await record.getByRole('button', { name: 'Archive' }).click();
  await expect(record.getByText('Archived', { exact: true })).toBeVisible();
  await undo(page, 'Archived');
  await expect(record.getByText('Archived', { exact: true })).toHaveCount(0);
  await expect(record.getByText('Snoozed', { exact: true }), 'undo leads to where it was').toBeVisible();
});

test('an edit meets another one: both are shown, and the person chooses', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await keepAndOpen(page, 'Bathroom with a window', '2');
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Edit' }).click();
    await expect(tab.getByLabel('Title')).toBeVisible();
  }
  await other.getByLabel('Title').fill('Bathroom upstairs');
  await other.getByLabel('Where it stands').selectOption('Waiting');
  await other.getByRole('button', { name: 'Save' }).click();
  await expect(other.getByRole('heading', { name: 'Bathroom upstairs' })).toBeVisible();

  await page.getByLabel('Title').fill('Bathroom with two windows');
  await page.getByLabel('Next action').fill('Measure the wall');
  await page.getByRole('button', { name: 'Save' }).click();
  const conflict = page.getByRole('alert').filter({ hasText: 'changed somewhere else' });
  await expect(conflict).toContainText(
    'Title is now Bathroom upstairs, and you wrote Bathroom with two windows.',
  );
  await expect(conflict).toContainText('Where it stands is now Waiting.');
  await conflict.getByRole('button', { name: 'Save mine' }).click();
  const record = page.getByRole('article');
  await expect(record.getByRole('heading', { name: 'Bathroom with two windows' })).toBeVisible();
  await expect(record, 'what only the other changed stays').toContainText('Waiting');
  await expect(record).toContainText('Measure the wall');

  await other.reload();
  await other.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Title').fill('Bathroom, done properly');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(record.getByRole('heading', { name: 'Bathroom, done properly' })).toBeVisible();
  await other.getByLabel('Title').fill('Never mind');
  await other.getByRole('button', { name: 'Save' }).click();
  await other.getByRole('button', { name: 'Keep the other' }).click();
  await expect(other.getByRole('heading', { name: 'Bathroom, done properly' })).toBeVisible();
});

test('records that name one another are linked both ways, with why', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await keepAndOpen(page, 'Sarah Lindqvist likes oolong tea', '1');
  await expect(page.getByText('Nothing yet. Records are linked')).toBeVisible();
  await keepAndOpen(page, 'Ask Sarah Lindqvist about the oolong order', '4');
  const related = page.getByRole('region', { name: 'Has to do with' });
  await expect(related.getByRole('listitem')).toHaveCount(1);
  await expect(related).toContainText('Named here');
  await expect(related).toContainText('Clear');
  await related.getByRole('link', { name: /likes oolong tea/ }).click();
  await expect(page.getByRole('article')).toContainText('likes oolong tea');
  await expect(related).toContainText('Names this');
  await expect(related.getByRole('link', { name: /oolong order/ })).toBeVisible();
});

test('I10: a record of somebody else, or none, is not there', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  for (const id of ['018f0000-0000-7000-8000-000000000000', 'no-id']) {
    await page.goto(`/records/${id}`);
    await expect(page.getByRole('heading', { name: 'There is no such record' })).toBeVisible();
  }
});
