import { rowsInside, tellVendors } from '../app/inside.ts';
import { expect, test } from './story.ts';

test('Slack is connected, tested, found dead, connected again and taken away, its credentials with it', async ({
  page,
  person,
}) => {
  const token = `xoxb-T0SECOND01-of-${person.email.split('@')[0]}`;
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Manage connections' }).click();
  await expect(page).toHaveURL(/\/settings\/integrations$/);
  const slack = page.getByRole('listitem', { name: 'Slack' });
  await expect(slack.getByText('Not connected')).toBeVisible();

  const connect = async (button: string, secret: string) => {
    await slack.getByRole('button', { name: button }).click();
    const form = page.getByRole('form', { name: 'Connect Slack' });
    await form.getByLabel('Bot token').fill(secret);
    await form.getByLabel('Your member id').fill('U0ADA00001');
    await form.getByRole('button', { name: 'Connect' }).click();
    return form;
  };
  const refused = await connect('Connect Slack', 'xoxb-an-invalid-token');
  await expect(refused.getByRole('alert')).toContainText('no longer accepts our credentials');
  await refused.getByRole('button', { name: 'Cancel' }).click();
  await connect('Connect Slack', token);
  await expect(slack.getByText('Connected', { exact: true })).toBeVisible();
  await expect(slack).toContainText('T0SECOND01');

  await slack.getByRole('button', { name: 'Test connection' }).click();
  await expect(page.getByText('Slack answers.')).toBeVisible();
  await slack.getByRole('button', { name: 'What is kept' }).click();
  const choices = page.getByRole('form', { name: 'What is kept from Slack' });
  await choices.getByLabel('Channels').fill('C0INBOX001');
  await choices.getByRole('button', { name: 'Save' }).click();
  await expect(choices).toHaveCount(0);
  await slack.getByLabel('Send me each digest as a direct message').check();

  // Its first sync is a job's: once that is over, nobody but this story asks Slack.
  await expect(slack.getByText('Last sync')).toBeVisible();
  await tellVendors([{ vendor: 'slack', route: 'auth.test', fault: { kind: 'expire-token', dead: true } }]);
  await slack.getByRole('button', { name: 'Test connection' }).click();
  await expect(slack.getByText('Reconnect needed')).toBeVisible();
  await expect(slack).toContainText('Nothing is sent there until you connect it again');
  await expect(slack.getByRole('img', { name: /failed calls? in the last 24 hours/ })).toBeVisible();
  await connect('Reconnect Slack', `${token}-2`);
  await expect(slack.getByText('Connected', { exact: true })).toBeVisible();

  const ofPerson = `FROM "Integration" JOIN "User" ON "User".id = "ownerId" WHERE email = $1`;
  const kept = await rowsInside(`SELECT settings, encode(credentials, 'escape') AS sealed ${ofPerson}`, [
    person.email,
  ]);
  expect(kept).toMatchObject([{ settings: { userId: 'U0ADA00001' } }]);
  expect(JSON.stringify(kept)).not.toContain('xoxb');
  await slack.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click();
  await expect(slack.getByText('Connected', { exact: true })).toBeVisible();
  await slack.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(slack.getByText('Not connected')).toBeVisible();
  expect(await rowsInside(`SELECT 1 ${ofPerson}`, [person.email])).toEqual([]);
});
