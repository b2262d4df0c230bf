import { allFiled, capture, expect, test } from './story.ts';

test('what a thought set off is seen: its call, the statements in it, and the job that filed it', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await capture(page, 'Pay the electricity bill by Friday');
  await allFiled(page, 1);

  await page.goto('/operations/traces');
  const traces = page.getByRole('region', { name: 'Traces' }).getByRole('listitem');
  await expect(traces.filter({ hasText: 'process classify' })).toHaveCount(1);
  const call = traces.filter({ hasText: 'capture.create' });
  await expect(call).toHaveCount(1);
  await expect(traces, 'what only reads is left out').toHaveCount(2);
  await call.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'capture.create' })).toBeVisible();
  await expect(page.getByText('INSERT InboxEntry')).toBeVisible();
  await page.getByRole('link', { name: 'job 1' }).click();
  await expect(page.getByRole('heading', { name: 'inbox.classify' })).toBeVisible();
});
