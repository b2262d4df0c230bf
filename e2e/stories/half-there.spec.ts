import { allFiled, capture, expect, newPerson, test, thought } from './story.ts';

test('a page whose script has not come yet sends no form by itself: no password in an address', async ({
  page,
}) => {
  const person = newPerson('Ada Rivers');
  const scripts = Promise.withResolvers<void>();
  await page.route('**/_next/static/**/*.js', async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.goto('/sign-up', { waitUntil: 'commit' });
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  const create = page.getByRole('button', { name: 'Create account' });
  await expect(create).toBeDisabled();
  await page.getByLabel('Password').press('Enter');
  await expect(page).toHaveURL(/\/sign-up$/);
  scripts.resolve();
  await create.click();
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();
});

test('what is filed in the moment a page is left stays filed', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  for (const [digit, category] of [
    ['1', 'people'],
    ['3', 'ideas'],
  ] as const) {
    await page.goto('/');
    if (digit === '1') await capture(page, 'Pay the electricity bill by Friday');
    await allFiled(page, 1);
    await thought(page, 'electricity').focus();
    await page.evaluate(
      `document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '${digit}', bubbles: true }));
       location.assign('about:blank');`,
    );
    await expect(page).toHaveURL('about:blank');
    const filed = async () => {
      const answer = await page.request.get('/api/trpc/inbox.list?input=%7B%7D');
      const { result } = await answer.json();
      return result.data.items.map((entry: { category: string; status: string }) => [
        entry.status,
        entry.category,
      ]);
    };
    await expect.poll(filed).toEqual([['fixed', category]]);
  }
});
