import { rowsInside, vendorsUrl } from '../app/inside.ts';
import { slackMessages } from '../app/slack-messages.ts';
import { expect, test } from './story.ts';

/** A Slack workspace that no other story connects. */
const team = 'T0UNSURE01';

test('what may have arrived is put to the person: noted as arrived, or sent again and there once', async ({
  page,
  person,
}) => {
  const token = `xoxb-${team}-of-${person.email.split('@')[0]}`;
  const connected = await page.request.post('/api/trpc/integration.connect', {
    data: { vendor: 'slack', token, userId: 'U0ADA00001' },
  });
  expect(connected.status(), await connected.text()).toBe(200);
  // As a broken connection leaves them, where Slack can't be asked whether they are there.
  const arrived = `I am back, says ${person.email}`;
  const lost = `Lunch is ready, says ${person.email}`;
  for (const text of [arrived, lost]) {
    await rowsInside(
      `INSERT INTO "OutboxMessage" (id, "ownerId", vendor, operation, payload, "dedupeId", status, attempts, uncertain)
       SELECT gen_random_uuid(), id, 'slack', 'message.post', $2, $3, 'unknown', 1, true FROM "User" WHERE email = $1`,
      [person.email, JSON.stringify({ text, channel: 'C0INBOX001' }), `story:${text}`],
    );
  }

  await page.goto('/actions');
  const asked = page.getByRole('list', { name: 'Did these arrive?' }).getByRole('listitem');
  await expect(asked).toHaveCount(2);
  await page.getByRole('button', { name: `It arrived: Slack, ${arrived}` }).click();
  await expect(asked).toHaveCount(1);
  await page.getByRole('button', { name: `Send again: Slack, ${lost}` }).click();
  await expect(page.getByRole('heading', { name: 'Did these arrive?' })).toHaveCount(0);
  const there = async (text: string) =>
    (await slackMessages(vendorsUrl())).filter((posted) => posted === text).length;
  await expect.poll(() => there(lost)).toBe(1);
  expect(await there(arrived), 'what arrived is not sent again').toBe(0);
});
