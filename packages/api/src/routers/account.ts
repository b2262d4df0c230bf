import { deleteAccount, deleteAccountInput } from '../services/account/delete.ts';
import { exportAccount } from '../services/account/export.ts';
import { getAccount } from '../services/account/get.ts';
import { updateAccount, updateAccountInput } from '../services/account/update.ts';
import { mutation, noInput, people, query, router } from '../trpc.ts';

export const accountRouter = router({
  get: query({ access: people, budget: '5s', input: noInput, run: getAccount }),
  export: query({ access: people, budget: '60s', input: noInput, run: exportAccount }),
  update: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: updateAccountInput,
    run: updateAccount,
  }),
  delete: mutation({
    access: people,
    budget: '60s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: deleteAccountInput,
    run: deleteAccount,
  }),
});
