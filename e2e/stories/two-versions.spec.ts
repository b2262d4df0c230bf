import type { Page } from '@playwright/test';
import { doAtVendor, rowsInside } from '../app/inside.ts';
import { capture, expect, file, type Person, test, thought, undo } from './story.ts';

/** A workspace that no other story connects. */
const workspace = 'W0VERSIONS';
const token = `ntn_${workspace}_a-token-of-a-story`;
const typed = (content: string) => [{ text: { content } }];

async function mutate(page: Page, path: string, data: object): Promise<void> {
  const answer = await page.request.post(`/api/trpc/${path}`, { data });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Waits until a job has brought the person's one row of a table, and reads a column of it. */
async function brought(person: Person, table: string, column: string): Promise<string> {
  const query = `SELECT "${column}" AS said FROM "${table}" JOIN "User" ON "User".id = "ownerId" WHERE email = $1`;
  let said: unknown;
  const look = async () => {
    const rows = (await rowsInside(query, [person.email])) as { said: unknown }[];
    said = rows[0]?.said;
    return said;
  };
  await expect.poll(look).toEqual(expect.any(String));
  return String(said);
}

test('edited here and in Notion: both versions are shown, and what gave way is taken and given back', async ({
  page,
  person,
}) => {
  await page.goto('/');
  await capture(page, 'Paint the shed');
  await file(page, 'Paint the shed', '2');
  await thought(page, 'Paint the shed').getByRole('link', { name: 'Open' }).click();
  const record = page.getByRole('article');
  const versions = page.getByRole('region', { name: 'Two versions of this' });
  await expect(page.getByRole('region', { name: 'From your thought' })).toBeVisible();
  await expect(versions).toHaveCount(0);

  // While Notion is away nobody reads it, so the two edits are sure to meet once it is back.
  await mutate(page, 'integration.connect', { vendor: 'notion', token });
  const pageId = await brought(person, 'RecordLink', 'externalId');
  await mutate(page, 'integration.disconnect', { vendor: 'notion' });
  const properties = { Name: { title: typed('Paint it red') }, Due: { date: { start: '2030-03-04' } } };
  await doAtVendor({ vendor: 'notion', kind: 'edit', workspace, pageId, properties });
  await page.keyboard.press('e');
  await page.getByLabel('Title').fill('Paint the shed green');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(record.getByRole('heading', { name: 'Paint the shed green' })).toBeVisible();
  await mutate(page, 'integration.connect', { vendor: 'notion', token });
  expect(await brought(person, 'RecordConflict', 'kept')).toBe('ours');

  await page.reload();
  await expect(versions).toContainText(/An edit here met another version in Notion, (just now|1 min ago)\./);
  // Notion's times are whole minutes.
  await expect(versions).toContainText(
    /(in the same minute, so the edit here|here was later, so it) was kept\./,
  );
  await expect(versions.getByRole('definition')).toHaveText([
    /^NowPaint the shed greenNotion hadPaint it red/,
    /^NowNo dateNotion hadMon 4 Mar 2030/,
  ]);

  await versions.getByRole('button', { name: 'Keep it as it is' }).press('Enter');
  await expect(versions, 'put aside').toHaveCount(0);
  await expect(record).toBeFocused();
  await undo(page, 'It stays as it is');
  await expect(versions).toBeVisible();

  const take = (what: string) => versions.getByRole('button', { name: `Use this: ${what} as Notion had it` });
  await take('Title').press('Enter');
  await expect(record.getByRole('heading', { name: 'Paint it red' })).toBeVisible();
  await expect(take('Title')).toHaveCount(0);
  await expect(take('Due'), 'the focus goes on to what is left').toBeFocused();
  await undo(page, 'Title is now as Notion had it');
  await expect(record.getByRole('heading', { name: 'Paint the shed green' })).toBeVisible();
  await expect(take('Title')).toBeVisible();

  await take('Due').press('Enter');
  await expect(record).toContainText('Due Mon 4 Mar 2030');
  await expect(
    record.getByRole('heading', { name: 'Paint the shed green' }),
    'no more than that',
  ).toBeVisible();
  await take('Title').press('Enter');
  await expect(record.getByRole('heading', { name: 'Paint it red' })).toBeVisible();
  await expect(versions, 'nothing is left to take').toHaveCount(0);
  await expect(record).toBeFocused();
});
