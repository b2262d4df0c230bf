import type { Page } from '@playwright/test';
import { allFiled, capture, expect, test } from './story.ts';

const letter = (page: Page) => page.getByRole('article').locator('.prose');
const generate = (page: Page) => page.getByRole('button', { name: 'Generate now' });

/** How many digests of a kind the server has. */
async function countOf(page: Page, kind: 'daily' | 'weekly'): Promise<number> {
  const input = encodeURIComponent(JSON.stringify({ kind }));
  const answer: unknown = await (await page.request.get(`/api/trpc/digest.list?input=${input}`)).json();
  const items: unknown = Reflect.get(
    Object(Reflect.get(Object(Reflect.get(Object(answer), 'result')), 'data')),
    'items',
  );
  if (!Array.isArray(items)) throw new Error(`No list: ${JSON.stringify(answer)}`);
  return items.length;
}

for (const [kind, path] of [
  ['daily', '/digest'],
  ['weekly', '/digest?show=weekly'],
] as const) {
  test(`I9: a ${kind} digest asked for in two tabs at once, and again, is one digest`, async ({
    page,
    person,
  }) => {
    expect(person.email).toBeTruthy();
    await page.goto('/');
    await capture(page, 'Pay the electricity bill by Friday', 'Launch the newsletter: draft the first issue');
    await allFiled(page, 2);
    const other = await page.context().newPage();
    for (const tab of [page, other]) {
      await tab.goto(path);
      await expect(generate(tab)).toBeVisible();
    }
    await Promise.all([generate(page).click(), generate(other).click()]);
    for (const tab of [page, other]) await expect(letter(tab)).toBeVisible();
    const written = (await letter(page).textContent()) ?? '';
    expect(written).toContain('2 thoughts');
    await expect(letter(other)).toHaveText(written);
    expect(await countOf(page, kind)).toBe(1);

    await generate(page).click();
    await expect(
      page.getByText(/was written already\. There is one a (day|week), and this is it\./),
    ).toBeVisible();
    await expect(letter(page)).toHaveText(written);
    expect(await countOf(page, kind)).toBe(1);
  });
}

test('an empty day is a line, and days and weeks are kept apart', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await page.goto('/digest');
  await generate(page).click();
  await expect(letter(page)).toHaveText(/^Nothing came in on .+ and nothing waits for your review\.$/);
  await page.getByRole('link', { name: 'Weekly' }).click();
  await expect(page).toHaveURL(/show=weekly$/);
  await expect(page.getByRole('heading', { name: 'Not written yet this week' })).toBeVisible();
  await page.getByRole('link', { name: 'Daily' }).click();
  await expect(letter(page)).toBeVisible();
});
