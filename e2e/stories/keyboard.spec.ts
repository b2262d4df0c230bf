import { allFiled, capture, expect, test, thought, undo } from './story.ts';

test('everything is done without a mouse: capture, walk, file, go, edit, finish, undo', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  const box = page.getByRole('textbox', { name: 'Capture a thought' });
  await expect(box).toBeFocused();
  await capture(page, 'Pay the electricity bill by Friday', 'Launch the newsletter: draft the first issue');
  await expect(box, 'the box keeps the focus').toBeFocused();
  await allFiled(page, 2);

  await thought(page, 'newsletter').focus();
  await page.keyboard.press('j');
  await expect(thought(page, 'electricity')).toBeFocused();
  for (const [digit, label] of [
    ['1', 'People'],
    ['2', 'Projects'],
    ['3', 'Ideas'],
    ['4', 'Admin'],
  ] as const) {
    await page.keyboard.press(digit);
    await expect(page.getByText(`Filed under ${label}`)).toBeVisible();
    await expect(
      thought(page, 'electricity').getByRole('button', { name: `${label}, move to another drawer` }),
    ).toBeVisible();
  }
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('1234 is typed here, not taken for keys');
  await expect(box).toHaveValue('1234 is typed here, not taken for keys');
  await box.fill('');
  await box.blur();
  await page.keyboard.press('c');
  await expect(box).toBeFocused();
  await box.blur();

  await page.keyboard.press('g');
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/\/admin$/);
  const bill = page.getByRole('listitem').filter({ hasText: /electricity/i });
  await bill.focus();
  await page.keyboard.press('e');
  const title = page.getByLabel('Title');
  await expect(title).toBeFocused();
  await title.fill('Pay the power bill');
  await page.keyboard.press('Enter');
  const renamed = page.getByRole('listitem').filter({ hasText: 'Pay the power bill' });
  await expect(renamed).toBeFocused();
  await page.keyboard.press('x');
  await expect(renamed).toHaveCount(0);
  await undo(page, 'Done');
  await expect(renamed).toBeVisible();
  await renamed.focus();
  await page.keyboard.press('a');
  await expect(renamed).toHaveCount(0);
  await undo(page, 'Archived');
  await expect(renamed).toBeVisible();

  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search$/);
  const search = page.getByRole('searchbox', { name: 'Search' });
  await expect(search).toBeFocused();
  await page.keyboard.type('powr bil');
  await expect(page.getByRole('link', { name: /Pay the power bill/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('link', { name: /Pay the power bill/ })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();
  await search.blur();
  await page.keyboard.press('/');
  await expect(search, 'the search’s own page keeps to its box').toBeFocused();
  await search.blur();
  await page.keyboard.press('c');
  await expect(box).toBeFocused();
  await box.blur();
  await page.keyboard.press('g');
  await page.keyboard.press('/');
  await expect(page).toHaveURL(/\/search$/);
  await expect(search).toBeFocused();
  await search.blur();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
});
