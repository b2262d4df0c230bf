import { allFiled, capture, expect, test, thought } from './story.ts';

test('I1 I2: thoughts captured without a connection survive a reload and are sent once', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();
  await page.route('**/api/trpc/capture.create*', (route) => route.abort());
  await capture(page, 'Kept while the line is down', 'And another one');
  await expect(page.getByText('2 thoughts waiting to be sent')).toBeVisible();
  await page.reload();
  await expect(
    page.getByText('2 thoughts waiting to be sent').or(page.getByText('1 thought waiting to be sent')),
  ).toBeVisible();
  await page.unroute('**/api/trpc/capture.create*');
  await expect(page.getByText(/waiting to be sent/i)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(2);
});

test('I2: an answer that is lost on the way does not make two thoughts', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  let lost = 0;
  await page.route('**/api/trpc/capture.create*', async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    return route.abort();
  });
  await capture(page, 'Stored, but the answer was lost');
  await allFiled(page, 1);
  expect(lost).toBe(1);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(1);
});

test('two tabs show the same inbox, and one sends what the other could not', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  const other = await page.context().newPage();
  await other.goto('/');
  await capture(page, 'Seen in both tabs');
  await expect(thought(page, 'Seen in both tabs')).toBeVisible();
  await other.bringToFront();
  await expect(thought(other, 'Seen in both tabs')).toBeVisible({ timeout: 20_000 });
  await page.route('**/api/trpc/capture.create*', (route) => route.abort());
  await capture(page, 'Left behind by a closed tab');
  await expect(thought(page, 'Left behind').getByText(/waiting to be sent/i)).toBeVisible();
  await page.close();
  await expect(thought(other, 'Left behind')).toBeVisible();
  await expect(other.getByText(/waiting to be sent|Sending…/i)).toHaveCount(0, { timeout: 30_000 });
  await other.reload();
  await expect(other.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(2);
});
