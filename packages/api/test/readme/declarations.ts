import assert from 'node:assert/strict';
import { createLadder } from '@ballast/api/ladder';
import { z } from 'zod';

const { mutation } = createLadder<object, object, { kind: 'member'; scope: string }>();
const shared = { access: ['member'], input: z.string(), run: async () => 'done' } as const;

// None of these compiles; where the compiler was not asked, each throws when the server starts.
assert.throws(() => {
  // @ts-expect-error atomic needs `transaction: true`
  mutation({ ...shared, budget: '5s', idempotency: { mode: 'atomic', window: '24h' } });
}, /needs `transaction: true`/);
assert.throws(() => {
  // @ts-expect-error a leased procedure calls out, and nothing calls out inside a transaction
  mutation({ ...shared, budget: '5s', transaction: true, idempotency: { mode: 'leased', window: '24h' } });
}, /cannot stand inside a transaction/);
assert.throws(() => {
  // @ts-expect-error a budget is a duration: 250ms, 5s, 2m, 24h, 30d
  mutation({ ...shared, budget: 'soon' });
}, /not a duration/);
