import type { Page } from '@playwright/test';
import { allFiled, capture, expect, file, test } from './story.ts';

const results = (page: Page) => page.getByRole('region', { name: 'Results' }).getByRole('listitem');

/** Keeps these thoughts and waits until each lies in its drawer or waits for review. */
async function keep(page: Page, ...thoughts: string[]): Promise<void> {
  await page.goto('/');
  await capture(page, ...thoughts);
  await allFiled(page, thoughts.length);
}

test('what was kept is found: by beginnings and misspellings, in a drawer and a time, and by its address', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await keep(page, 'Renovate the bathroom: get three quotes', 'Pay the electricity bill by Friday');
  await file(page, 'bathroom', '2');

  await page.goto('/search');
  const box = page.getByRole('searchbox', { name: 'Search' });
  await expect(box).toBeFocused();
  for (const typed of ['bathr', 'bathrom', 'renovating']) {
    await box.fill(typed);
    await expect(results(page), typed).toHaveCount(1);
    await expect(results(page).locator('mark').first(), typed).toHaveText(/bathroom|renovate/i);
  }
  await expect(page, 'the address holds what was typed').toHaveURL(/\?q=renovating$/);
  await page.getByRole('radio', { name: 'Admin' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await expect(page).toHaveURL(/\?q=renovating&in=admin$/);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByRole('button', { name: 'Search everywhere' }).click();
  await expect(results(page)).toHaveCount(1);
  await page.getByLabel('Captured').selectOption('Between two days');
  await page.getByLabel('To', { exact: true }).fill('2020-01-01');
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
  await page.getByLabel('To', { exact: true }).fill('');
  await page.getByLabel('From').fill('2020-01-01');
  await expect(results(page)).toHaveCount(1);
  await expect(page).toHaveURL(/when=between&from=2020-01-01$/);
});

test('a question is answered from what was kept, with its sources, and nothing is filed', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await keep(page, 'Promised Sarah to send her the photos of the lake', 'Buy lamp oil');
  await file(page, 'photos of the lake', '4');
  await page.goto('/search');
  await page.getByRole('searchbox', { name: 'Search' }).fill('what did I promise Sarah?');
  const answer = page.getByRole('list', { name: 'Answer' });
  await expect(answer.getByRole('listitem')).toHaveCount(1);
  await expect(answer.getByRole('link', { name: /photos of the lake/ })).toBeVisible();
  await expect(answer.locator('mark').first()).toHaveText('Promised');
  await page.getByRole('searchbox', { name: 'Search' }).fill('who was Xerxes?');
  await expect(page.getByText('Nothing you have kept answers this.')).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(2);
});

test('what waits for review is found as well', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await keep(page, 'purple elephants');
  await expect(page.getByText('Needs review')).toBeVisible();
  await page.goto('/search?q=purple+eleph');
  const waiting = page.getByRole('list', { name: 'Not filed yet' });
  await expect(waiting.getByRole('link', { name: /purple elephants/ })).toBeVisible();
  await waiting.getByRole('link').click();
  await file(page, 'purple elephants', '3');
  await page.goto('/search?q=purple+eleph');
  await expect(results(page).getByRole('heading', { name: /purple elephants/i })).toBeVisible();
  await expect(waiting).toHaveCount(0);
});

test('a search that fails says so, and goes on when asked again', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await page.route('**/api/trpc/search.query*', (route) => route.abort());
  await page.goto('/search?q=anything');
  await expect(page.getByText('This could not be loaded.')).toBeVisible();
  await page.unroute('**/api/trpc/search.query*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
});
