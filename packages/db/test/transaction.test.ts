import { Deadline } from '@ballast/reliability';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../src/index.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing.ts';

let test_: TestDatabase;
beforeAll(async () => {
  test_ = await createTestDatabase();
});
afterAll(async () => {
  await test_[Symbol.asyncDispose]();
});

test('commits what both views wrote', async () => {
  using deadline = Deadline.start(5000);
  const id = newId();
  await test_.database.transaction({ deadline }, async (tx) => {
    await tx.prisma.user.create({ data: { id, name: 'A', email: `${id}@x` } });
    await tx.kysely.insertInto('Session').values({ id, token: id, userId: id, expiresAt: new Date() }).execute();
    await tx.prisma.user.update({ where: { id }, data: { sessions: { create: { id: newId(), token: newId(), expiresAt: new Date() } } } });
  });
  expect(await test_.database.prisma.session.count({ where: { userId: id } })).toBe(2);
});
