import {
  Deadline,
  type Idempotency,
  isReliabilityError,
  type LeasedHandle,
  type MemoryTx,
  type Runtime,
  sleep,
} from '../../src/index.ts';
import type { Attempt, History, Input, Run } from './history.ts';
import type { StoreOfProcess } from './unreliable-store.ts';
import type { Process, World } from './world.ts';

/** A running process: its engine and its way to the store. */
export interface Node {
  readonly process: Process;
  readonly store: StoreOfProcess;
  readonly runtime: Runtime;
  readonly engine: Idempotency<MemoryTx>;
  /** Whose call has which deadline. */
  readonly calls: WeakMap<Deadline, Attempt>;
}

export interface Client {
  readonly input: Input;
  readonly budgetMs: number;
  /** How often it wants the same thing done. */
  readonly calls: number;
}

export interface Workload {
  readonly world: World;
  readonly history: History;
  readonly mode: 'atomic' | 'leased';
  readonly windowMs: number;
  readonly maxLeaseMs: number;
  /** Share of works that fail. */
  readonly failing: number;
  readonly fingerprintOf: (value: unknown) => string;
  /** A live process. */
  node(): Node;
}

class WorkFailed extends Error {}

/** The same two inputs for every client, as different clients spell them. */
const spellings: Record<Input, readonly unknown[]> = {
  x: [
    { n: 1, to: { a: 'x', b: [1, 2] } },
    { to: { b: [1, 2], a: 'x' }, n: 1 },
  ],
  y: [
    { n: 1, to: { a: 'y', b: [1, 2] } },
    { to: { b: [1, 2], a: 'y' }, n: 1 },
  ],
};

function answerOf({ id, input }: Run) {
  return { run: id, input, text: '\u2028é' };
}

async function takeTime({ world }: Workload, deadline: Deadline): Promise<void> {
  if (world.chance(0.5)) await sleep(world.pick([1, 40, 400]), deadline);
}

async function workInTransaction(
  load: Workload,
  run: Run,
  deadline: Deadline,
  tx: MemoryTx,
): Promise<unknown> {
  await takeTime(load, deadline);
  if (load.world.chance(load.failing)) throw new WorkFailed();
  tx.onCommit(() => load.history.commits(run));
  load.history.works(run);
  return answerOf(run);
}

async function workUnderLease(
  load: Workload,
  run: Run,
  node: Node,
  lease: LeasedHandle<MemoryTx>,
): Promise<unknown> {
  const { world, history } = load;
  await lease.step('outside', async ({ deadline }) => {
    await takeTime(load, deadline);
    history.steps(run, 'outside');
    await world.turn(node.process);
    if (world.chance(load.failing)) throw new WorkFailed();
  });
  history.remembers(run, 'outside');
  if (world.chance(0.5)) {
    await node.store.transact((tx) =>
      lease.stepInTransaction(tx, 'inside', async () => {
        tx.onCommit(() => {
          history.steps(run, 'inside');
          history.remembers(run, 'inside');
        });
      }),
    );
  }
  await takeTime(load, lease.deadline);
  if (world.chance(load.failing)) throw new WorkFailed();
  history.works(run);
  return answerOf(run);
}

async function callOnce(
  load: Workload,
  client: Client,
  attempt: Attempt,
  round: number,
): Promise<string | undefined> {
  const { world, history, mode } = load;
  const node = load.node();
  using deadline = Deadline.start(client.budgetMs * round, node);
  node.calls.set(deadline, attempt);
  const call = {
    scope: 'anna/orders.create',
    key: 'k',
    fingerprint: load.fingerprintOf(world.pick(spellings[client.input])),
    windowMs: load.windowMs,
    maxLeaseMs: load.maxLeaseMs,
    deadline,
    transact: <R>(body: (tx: MemoryTx) => Promise<R>) => {
      history.asks(attempt);
      return node.store.transact(body);
    },
  };
  const answering =
    mode === 'atomic'
      ? node.engine.atomic(call, (tx) => workInTransaction(load, history.begins(attempt), deadline, tx))
      : node.engine.leased(call, (lease) => workUnderLease(load, history.begins(attempt), node, lease));
  const answer = await Promise.race([answering, node.process.died]);
  if (answer === 'died') throw new WorkFailed();
  return answer.text;
}

/** Calls until it has its answers, as a client does that keeps its key: again after each failure, a little later. */
export async function live(load: Workload, client: Client): Promise<void> {
  const { world, history } = load;
  for (let call = 0; call < client.calls; call += 1) {
    if (world.chance(0.5)) await world.after(world.pick([0, 30, 300, 3_000]));
    for (let round = 1; ; round += 1) {
      if (round > 60) return history.accuse('a client never got its answer');
      const answeredBefore = history.delivered;
      const attempt = history.attempt(client.input);
      try {
        history.answers(attempt, await callOnce(load, client, attempt, round));
        break;
      } catch (error) {
        history.forgets(attempt);
        if (isReliabilityError(error, 'idempotency_key_reused')) {
          history.refuses(attempt, answeredBefore);
          break;
        }
        await world.after(Math.min(2_000, 50 * round));
      }
    }
  }
}
