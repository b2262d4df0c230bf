import { readFile } from 'node:fs/promises';
import { allFiled, capture, expect, newPerson, signUp, test, thought } from './story.ts';

test('I10: another account in the same browser sees nothing of the first, which finds all on return', async ({
  page,
  person,
}) => {
  await page.goto('/');
  await capture(page, 'Only for my eyes');
  await expect(thought(page, 'Only for my eyes')).toBeVisible();
  await allFiled(page, 1);
  const signOut = async () => {
    await page.getByRole('button', { name: 'Account menu' }).filter({ visible: true }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  };
  await signOut();
  await signUp(page, newPerson('Bo Lund'));
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();
  await expect(page.getByText('Only for my eyes')).toHaveCount(0);
  await signOut();

  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'is wrong' })).toBeVisible();
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(thought(page, 'Only for my eyes')).toBeVisible();
});

test('bad input is refused in words, and nothing is stored', async ({ page, person }) => {
  await page.context().clearCookies();
  await page.goto('/sign-up');
  await page.getByLabel('Name').fill(person.name);
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText('There is an account with this e-mail address already.')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await page.getByLabel('Email').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();

  const box = page.getByRole('textbox', { name: 'Capture a thought' });
  const keep = page.getByRole('button', { name: 'Keep this thought' });
  await box.fill('   \n ');
  await expect(keep).toBeDisabled();
  await box.press('Enter');
  await box.fill('x'.repeat(10_003));
  await expect(page.getByText('3 characters too many')).toBeVisible();
  await expect(keep).toBeDisabled();
  await box.press('Enter');
  await expect(box, 'what was written stays').toHaveValue('x'.repeat(10_003));
  await box.fill('');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();
});

test('settings: profile, password, API key, export, deletion', async ({ page, person }) => {
  await page.goto('/');
  await capture(page, 'Renew the passport next month');
  await allFiled(page, 1);
  await page.goto('/settings');
  await page.getByLabel('Name').fill('Ada Lake');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Account menu' }).filter({ visible: true })).toContainText(
    'Ada Lake',
  );
  await page.getByLabel('Time zone').fill('Mars/Olympus');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /time zone/i })).toBeVisible();

  await page.getByLabel('Present password').fill('not it at all');
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('The present password is wrong.')).toBeVisible();
  await page.getByLabel('Present password').fill(person.password);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Password changed')).toBeVisible();

  await page.getByLabel('New key').fill('shell');
  await page.getByRole('button', { name: 'Create key' }).click();
  const key = await page.getByLabel('API key', { exact: true }).inputValue();
  const made = await page.request.post('/api/trpc/capture.create', {
    headers: { 'x-api-key': key },
    data: { text: 'From a script', source: 'shell' },
  });
  expect(made.status()).toBe(200);
  await page.getByRole('button', { name: 'Done' }).click();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download your data' }).click(),
  ]);
  const exported = await readFile(await download.path(), 'utf8');
  expect(exported).toContain('Renew the passport next month');
  expect(exported).toContain('From a script');
  expect(exported).not.toContain(key);

  await page.getByRole('button', { name: 'Delete account' }).click();
  const doom = page.getByRole('button', { name: 'Delete for good' });
  await expect(doom).toBeDisabled();
  await page.getByLabel('Email of this account').fill(person.email);
  await doom.click();
  await expect(page).toHaveURL(/\/sign-up/);
  const gone = await page.request.post('/api/auth/sign-in/email', {
    data: { email: person.email, password: 'another long password' },
  });
  expect(gone.status()).toBe(401);
});
