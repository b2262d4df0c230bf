import { allFiled, expect, newPerson, test, thought } from './story.ts';

const thoughts = [
  'Call Sarah about the kitchen quote',
  'Launch the newsletter: draft the first issue',
  'What if the waiting room had a library?',
  'Pay the electricity bill by Friday',
  'Renew the passport next month',
];

test('a first day: sign up, capture five thoughts, see them filed, fix one, read the digest, reload', async ({
  page,
}) => {
  const person = newPerson('Ada Rivers');
  await page.goto('/');
  await expect(page, 'a first visit leads to sign-up').toHaveURL(/\/sign-up$/);
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();

  const box = page.getByRole('textbox', { name: 'Capture a thought' });
  await expect(box).toBeFocused();
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();

  // Typed as a person would, without touching the mouse.
  for (const text of thoughts) {
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
  }
  const items = page.getByRole('region', { name: 'Inbox' }).getByRole('listitem');
  await allFiled(page, thoughts.length);
  for (const text of thoughts) {
    await expect(
      thought(page, text)
        .getByRole('button', { name: /move to another drawer/ })
        .or(thought(page, text).getByText('Needs review')),
    ).toBeVisible();
  }

  const passport = thought(page, 'Renew the passport');
  await passport.focus();
  await page.keyboard.press('2');
  await expect(passport.getByRole('button', { name: 'Projects, move to another drawer' })).toBeVisible();
  await expect(passport.getByText('by you')).toBeVisible();

  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page.getByRole('heading', { level: 1, name: 'Digest' })).toBeVisible();
  await page.getByRole('button', { name: 'Generate now' }).click();
  const digest = page.getByRole('article');
  await expect(digest).toBeVisible();
  const written = (await digest.locator('.prose').textContent()) ?? '';
  expect(written.split(/\s+/).length).toBeLessThanOrEqual(150);

  await page.reload();
  await expect(digest.locator('.prose')).toHaveText(written);
  await page.goto('/');
  await expect(items).toHaveCount(thoughts.length);
  await expect(passport.getByText('by you')).toBeVisible();
  await page.goto('/projects');
  await expect(page.getByRole('heading', { name: /passport/i })).toBeVisible();
});
