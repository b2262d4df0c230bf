import { type AppRouter, browserLinks } from '@ballast/api/client';
import { QueryCache } from '@tanstack/react-query';
import { createTRPCNext } from '@trpc/next';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { reasonOf } from './explain.ts';
import { forwardOnlyLink } from './forward-only.ts';

/** The page's client. Retries, deadlines and idempotency keys are the links' business, not the query cache's. */
export const trpc = createTRPCNext<AppRouter>({
  config: () => ({
    links: [forwardOnlyLink<AppRouter>(), ...browserLinks({ url: '/api/trpc' })],
    queryClientConfig: {
      queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
      defaultOptions: {
        queries: { retry: false, staleTime: 5_000 },
        // Offline, a change fails at once and says so, instead of waiting unseen.
        mutations: { retry: false, networkMode: 'always' },
      },
    },
  }),
  ssr: false,
});

function leaveWhenSignedOut(error: unknown): void {
  if (reasonOf(error) === 'unauthenticated') window.location.assign('/sign-in');
}

type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;

/** What the operations pages show, by procedure. */
export type Operations = Outputs['reliability'];

/** A service a person can connect, as it stands. */
export type Connection = Outputs['integration']['list']['items'][number];
/** What a service is connected with. */
export type ConnectInput = Inputs['integration']['connect'];
/** What can be changed about a connection afterwards. */
export type ConfigureInput = Inputs['integration']['configure'];
/** How the calls to a service went. */
export type ServiceHealth = Outputs['integration']['health']['dependencies'][number];

export type Found = Outputs['search']['query']['items'][number];
/** A thought without a record that a search found. */
export type Unfiled = Outputs['search']['query']['unfiled'][number];
export type Relation = Outputs['relationship']['list']['items'][number];
/** One attempt at filing a thought. */
export type Attempt = Outputs['inbox']['get']['classifications'][number];
export type Entry = Outputs['inbox']['list']['items'][number];
export type FiledRecord = Outputs['record']['list']['items'][number];
/** An edit of a record that met one in its copy elsewhere, with both versions. */
export type RecordConflict = Outputs['record']['conflicts']['items'][number];
export type DigestView = Outputs['digest']['list']['items'][number];
export type Category = FiledRecord['category'];
export type Workflow = Outputs['workflow']['list']['items'][number];
export type WorkflowTemplate = Outputs['workflow']['templates']['items'][number];
export type Execution = Outputs['workflow']['executions']['items'][number];
export type ProposedAction = Outputs['action']['list']['items'][number];
export type OutboxMessage = Outputs['outbox']['list']['items'][number];

/** What a workflow is saved as. */
export type WorkflowDefinition = Inputs['workflow']['create'];
