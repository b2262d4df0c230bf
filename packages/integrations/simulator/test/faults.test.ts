import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RuleInput, type Simulator, startSimulator } from '../index.ts';
import { anthropic, openai, rejection, slack } from './clients.ts';

const runtime = createTestRuntime();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ runtime });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

type Fault = RuleInput['fault'];

function post(signal?: AbortSignal) {
  return slack(simulator, 'xoxb-test', signal).chat.postMessage({ channel: 'C0INBOX001', text: 'hello' });
}

function posted(): number {
  return simulator.vendors.slack.slack.team(undefined).channels.get('C0INBOX001')?.messages.length ?? 0;
}

function arm(fault: Fault, more: Partial<RuleInput> = {}): void {
  simulator.faults([{ vendor: 'slack', route: 'chat.postMessage', fault, ...more }]);
}

/** Turns the event loop until it holds; no time passes. The test's own timeout ends it when it never does. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await runtime.settle();
}

describe('faults', () => {
  it.each<[string, Fault, boolean]>([
    ['status', { kind: 'status', status: 503, headers: { 'retry-after': '7' } }, false],
    ['status after the effect', { kind: 'status', status: 504, effect: true }, true],
    ['reset-before-effect', 'reset-before-effect', false],
    ['reset-after-effect', 'reset-after-effect', true],
    ['malformed', 'malformed', true],
    ['truncated', 'truncated', true],
  ])('%s fails the call, and the journal knows whether it took effect', async (_, fault, tookEffect) => {
    arm(fault);
    await rejection(post());
    expect(posted()).toBe(tookEffect ? 1 : 0);
    await post();
    expect(posted()).toBe(tookEffect ? 2 : 1);
    const [first, second] = simulator.journal();
    expect(first).toMatchObject({ attempt: 1, tookEffect, fault: expect.any(String) });
    expect(second).toMatchObject({ attempt: 2, tookEffect: true, fault: null, identity: first?.identity });
  });

  it.each<[Fault, boolean]>([
    ['stall-headers', false],
    [{ kind: 'stall-headers', effect: true }, true],
    ['stall-body', true],
  ])('%j holds the caller until it leaves', async (fault, tookEffect) => {
    arm(fault);
    const caller = new AbortController();
    const call = rejection(post(caller.signal));
    await until(() => simulator.held() === 1);
    caller.abort();
    await call;
    await until(() => simulator.held() === 0);
    expect(posted()).toBe(tookEffect ? 1 : 0);
    expect(simulator.journal()).toMatchObject([{ ending: 'stalled', tookEffect }]);
  });

  it('latency acts at once, late latency acts after the caller has left, and a reset forgets both', async () => {
    arm({ kind: 'latency', ms: 1000 });
    const patient = post();
    await until(() => simulator.held() === 1);
    expect(posted()).toBe(1);
    await runtime.advance(1000);
    await patient;

    arm({ kind: 'latency', ms: 1000, late: true }, { times: 2 });
    for (const lands of [true, false]) {
      const caller = new AbortController();
      const call = rejection(post(caller.signal));
      await until(() => simulator.held() === 1);
      caller.abort();
      await call;
      if (!lands) simulator.reset();
      await runtime.advance(1000);
      expect(posted()).toBe(lands ? 2 : 0);
    }
  });

  it('slow-body drips, whether the caller waits for it or not', async () => {
    arm({ kind: 'slow-body', everyMs: 10, bytes: 100 }, { times: 2 });
    let done = false;
    const patient = post().finally(() => {
      done = true;
    });
    await until(() => simulator.held() === 1);
    for (; !done; await runtime.settle()) await runtime.advance(10);
    expect(await patient).toMatchObject({ ok: true });
    const caller = new AbortController();
    const hasty = rejection(post(caller.signal));
    await until(() => simulator.held() === 1);
    caller.abort();
    await hasty;
    await until(() => simulator.journal().at(-1)?.ending === 'caller-left');
  });

  it('a reset is a connection error to an SDK, without a status', async () => {
    simulator.faults([{ vendor: 'openai', fault: 'reset-before-effect' }]);
    const ask = openai(simulator).responses.create({ model: 'gpt-5-mini', input: 'hello' });
    expect((await rejection(ask)).constructor.name).toBe('APIConnectionError');
  });

  it('expire-token makes the very request that meets it fail, and those after it', async () => {
    arm('expire-token');
    expect((await rejection(post()))['data']).toMatchObject({ error: 'token_expired' });
    expect((await rejection(post()))['data']).toMatchObject({ error: 'token_expired' });
    expect(await slack(simulator, 'xoxb-fresh').auth.test()).toMatchObject({ ok: true });
  });

  it('sends a body and headers as they are given, and the wait in all its forms', async () => {
    const body = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    simulator.faults([
      { vendor: 'anthropic', fault: { kind: 'status', status: 529, body, headers: { 'x-extra': 'yes' } } },
      { fault: { preset: 'anthropic.rate_limit_http_date' } },
    ]);
    const ask = () =>
      anthropic(simulator).messages.create({
        model: 'claude-haiku-5-5',
        max_tokens: 9,
        messages: [{ role: 'user', content: 'hi' }],
      });
    const overloaded = await rejection(ask());
    expect(overloaded).toMatchObject({ status: 529, error: body });
    expect((overloaded['headers'] as Headers).get('x-extra')).toBe('yes');
    const limited = await rejection(ask());
    const wait = (limited['headers'] as Headers).get('retry-after') ?? '';
    expect(Date.parse(wait) - runtime.now()).toBeGreaterThan(1000);
  });

  it('times counts requests, skip lets some pass, rate draws the same requests from the same seed', async () => {
    arm({ kind: 'status', status: 500 }, { times: 2, skip: 1 });
    await post();
    await rejection(post());
    await rejection(post());
    await post();

    const hits = async (seed: number) => {
      simulator.reset();
      arm({ kind: 'status', status: 500 }, { rate: 0.5, seed });
      for (let n = 0; n < 30; n++) await post().catch(() => undefined);
      return simulator.journal().map(({ fault }) => fault !== null);
    };
    const first = await hits(7);
    expect(await hits(7)).toEqual(first);
    expect(await hits(8)).not.toEqual(first);
    expect(first.filter(Boolean).length).toBeGreaterThan(5);
    expect(first.filter(Boolean).length).toBeLessThan(25);
  });
});
