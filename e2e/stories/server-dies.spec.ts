import { crashWeb } from '../app/restart-web.ts';
import { capture, expect, test, thought } from './story.ts';

test('I1 I2: the server dies and comes back in the middle: nothing lost, nothing twice', async ({
  page,
  person,
  complaints,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'Nothing on your mind yet' })).toBeVisible();
  const texts = Array.from({ length: 6 }, (_, index) => `Thought number ${index + 1} of six`);
  await capture(page, ...texts.slice(0, 3));
  await crashWeb();
  await capture(page, ...texts.slice(3));
  await expect(async () => expect((await page.request.get('/api/ready')).status()).toBe(200)).toPass();
  await expect(page.getByText(/waiting to be sent|Sending…/i)).toHaveCount(0, { timeout: 40_000 });
  await page.reload();
  await expect(page.getByRole('region', { name: 'Inbox' }).getByRole('listitem')).toHaveCount(6);
  for (const text of texts) await expect(thought(page, text)).toHaveCount(1);
  // Pages that links lead to are loaded ahead; while the server was dead that failed, and harmed nobody.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('ChunkLoadError')));
});
