import { capture, expect, file, test, thought } from './story.ts';

test('a question in the capture box is answered in place, files nothing, and can be kept all the same', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  const items = page.getByRole('region', { name: 'Inbox' }).getByRole('listitem');
  await capture(
    page,
    'Promised Sarah to send her the photos of the lake',
    'What if the newsletter was a postcard?',
  );
  await expect(items, 'a thought that ends in a question mark is a thought').toHaveCount(2);
  await file(page, 'photos of the lake', '4');

  const question = 'what did I promise Sarah?';
  await capture(page, question);
  const panel = page.getByRole('region', { name: 'Your question' });
  await expect(panel).toContainText(question);
  await expect(panel.getByRole('link', { name: /photos of the lake/ })).toBeVisible();
  await page.reload();
  await expect(panel.getByRole('link', { name: /photos of the lake/ }), 'kept over a reload').toBeVisible();
  await expect(items).toHaveCount(2);
  await panel.getByRole('button', { name: 'Capture it anyway' }).click();
  await expect(panel).toHaveCount(0);
  await expect(thought(page, question)).toBeVisible();
  await expect(items).toHaveCount(3);

  const box = page.getByRole('textbox', { name: 'Capture a thought' });
  await box.fill('when is the dentist appointment?');
  await expect(page.getByText('A question: answered, not filed.')).toBeVisible();
  await box.press('Control+Enter');
  await expect(thought(page, 'dentist appointment')).toBeVisible();
  await expect(items).toHaveCount(4);
});

test('a command is offered, done at a press, and taken back', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await capture(page, 'Pay the electricity bill by Friday');
  await file(page, 'electricity', '4');
  await capture(page, 'mark the electricity bill as done');
  const panel = page.getByRole('region', { name: 'Your command' });
  await panel.getByRole('button', { name: /^Mark as done: / }).click();
  await expect(panel).toHaveCount(0);
  const notice = page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem');
  await expect(notice.filter({ hasText: 'Done' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(1);
  await page.goto('/admin?show=done');
  await expect(page.getByRole('link', { name: /electricity bill/ })).toBeVisible();

  await page.goto('/');
  await capture(page, 'generate my weekly review');
  await panel.getByRole('link', { name: 'Go to the weekly review' }).click();
  await expect(page).toHaveURL(/\/digest\?show=weekly$/);
});

test('I1: without a connection a question is not lost: it is kept until it can be asked or captured', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();
  await page.route('**/api/trpc/{search,intent}.*', (route) => route.abort());
  await capture(page, 'where did I put the passport?');
  const panel = page.getByRole('region', { name: 'Your question' });
  await expect(panel.getByRole('alert')).toContainText('No answer');
  await panel.getByRole('button', { name: 'Capture it anyway' }).click();
  await expect(thought(page, 'where did I put the passport?')).toBeVisible();
});
