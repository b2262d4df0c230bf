import type { Page } from '@playwright/test';
import { capture, expect, file, test } from './story.ts';

async function ask(page: Page, path: string, input: object) {
  const query = `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const answer = await page.request.get(`/api/trpc/${path}${query}`);
  expect(answer.status(), await answer.text()).toBe(200);
  return (await answer.json()).result.data;
}

async function propose(page: Page, kind: string, params: object): Promise<void> {
  const data = { kind, params, proposedBy: 'ai', reason: 'It would be good to.' };
  const answer = await page.request.post('/api/trpc/action.propose', { data });
  expect(answer.status(), await answer.text()).toBe(200);
}

test('an action is proposed, approved, executed and taken back: the data are as before', async ({
  page,
  person,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/');
  await capture(page, 'Pay the electricity bill by Friday');
  await file(page, 'electricity', '4');
  const { items } = await ask(page, 'record.list', { category: 'admin' });
  const [{ id }] = items;
  /** Everything of the record but how often it changed, and when. */
  const state = async () => {
    const { record } = await ask(page, 'record.get', { id });
    const { version: _version, updatedAt: _updatedAt, ...rest } = record;
    return rest;
  };
  const before = await state();
  await propose(page, 'update', { recordId: id, title: 'Pay the gas bill', status: 'done', dueAt: null });
  await propose(page, 'delete', { recordId: id });

  await page.reload();
  await page.getByRole('link', { name: 'Actions 2 waiting for you' }).click();
  const waiting = page.getByRole('list', { name: 'Waiting for you' });
  const earlier = page.getByRole('list', { name: 'Earlier' });
  const card = (list: typeof waiting, name: string) => list.getByRole('listitem', { name, exact: true });
  await expect(card(waiting, 'Change a record')).toContainText('Pay the gas bill');
  await expect(card(waiting, 'Delete a record')).toContainText('electricity bill');
  expect(await state(), 'a proposal changes nothing').toEqual(before);

  await page.getByRole('button', { name: 'Reject: Delete a record' }).click();
  await expect(card(earlier, 'Delete a record')).toContainText('Rejected');
  await page.getByRole('button', { name: 'Approve and do it: Change a record' }).click();
  const done = card(earlier, 'Change a record');
  await expect(done).toContainText('Done');
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  expect(await state()).toMatchObject({ title: 'Pay the gas bill', status: 'done', dueAt: null });

  await page.getByRole('button', { name: 'Take it back: Change a record' }).click();
  await expect(done).toContainText('Taken back');
  expect(await state()).toEqual(before);
  await done.getByText('How it came to this').click();
  const changes = done.getByRole('list', { name: 'Changes of state' }).getByRole('listitem');
  await expect(changes).toHaveText([
    /^Proposed\s*by the AI/,
    /^Approved\s*by you/,
    /^Done\s*by you/,
    /^Taken back\s*by you/,
  ]);
});

test('what can’t be taken back any more says why, and stays as it is', async ({ page, person }) => {
  expect(person.email).toBeTruthy();
  await propose(page, 'create', { category: 'ideas', title: 'A postcard newsletter' });
  await page.goto('/actions');
  await page.getByRole('button', { name: 'Approve and do it: Make a record' }).click();
  const takeBack = page.getByRole('button', { name: 'Take it back: Make a record' });
  await expect(takeBack).toBeVisible();
  const { items } = await ask(page, 'record.list', { category: 'ideas' });
  const data = { id: items[0].id, title: 'A postcard newsletter, monthly' };
  expect((await page.request.post('/api/trpc/record.update', { data })).status()).toBe(200);
  await takeBack.click();
  await expect(page.getByText(/The record was changed after this/)).toBeVisible();
  expect((await ask(page, 'record.get', { id: data.id })).record.title).toBe(data.title);
});
