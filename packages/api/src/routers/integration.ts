import { configureInput, configureIntegration } from '../services/integration/configure.ts';
import { connectIntegration } from '../services/integration/connect.ts';
import { connectInput } from '../services/integration/connect-input.ts';
import { disconnectInput, disconnectIntegration } from '../services/integration/disconnect.ts';
import { integrationHealth } from '../services/integration/health.ts';
import { listIntegrations } from '../services/integration/list.ts';
import { syncInput, syncIntegration } from '../services/integration/sync.ts';
import { syncAllInput, syncAllIntegrations } from '../services/integration/sync-all.ts';
import { testInput, testIntegration } from '../services/integration/test.ts';
import { notionVerification } from '../services/notion/verification.ts';
import { mutation, noInput, people, peopleAndService, query, router, serviceOnly } from '../trpc.ts';

/** These call vendors: no transaction around them. */
const calling = { budget: '45s', idempotency: { mode: 'leased', window: '24h' } } as const;

export const integrationRouter = router({
  list: query({ access: people, budget: '5s', input: noInput, run: listIntegrations }),
  health: query({ access: people, budget: '5s', input: noInput, run: integrationHealth }),
  notionVerification: query({ access: serviceOnly, budget: '5s', input: noInput, run: notionVerification }),
  connect: mutation({ ...calling, access: people, input: connectInput, run: connectIntegration }),
  configure: mutation({
    access: people,
    budget: '5s',
    idempotency: { mode: 'atomic', window: '24h' },
    transaction: true,
    input: configureInput,
    run: configureIntegration,
  }),
  disconnect: mutation({ ...calling, access: people, input: disconnectInput, run: disconnectIntegration }),
  test: mutation({ ...calling, access: people, input: testInput, run: testIntegration }),
  sync: mutation({
    access: peopleAndService,
    budget: '120s',
    idempotency: { mode: 'leased', window: '1h' },
    input: syncInput,
    run: syncIntegration,
  }),
  syncAll: mutation({
    access: serviceOnly,
    budget: '60s',
    idempotency: { mode: 'leased', window: '1h' },
    input: syncAllInput,
    run: syncAllIntegrations,
  }),
});
