import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { openai, rejection, slack } from './clients.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

async function control(method: string, path: string, body?: unknown) {
  const response = await fetch(`${simulator.url}/__sim${path}`, {
    method,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, json: (await response.json()) as unknown };
}

describe('/__sim', () => {
  it('takes faults, lists and clears them', async () => {
    const rule = { vendor: 'openai', times: 2, fault: { kind: 'status', status: 500 } };
    expect(await control('POST', '/faults', [rule, { fault: 'malformed' }])).toMatchObject({
      status: 200,
      json: [{ rule, hits: 0 }, { rule: { fault: { kind: 'malformed' } } }],
    });
    expect(await rejection(openai(simulator).models.list())).toMatchObject({ status: 500 });
    expect((await control('GET', '/faults')).json).toMatchObject([{ hits: 1, matched: 1 }, { hits: 0 }]);
    expect((await control('DELETE', '/faults?id=1')).json).toHaveLength(1);
    expect((await control('DELETE', '/faults')).json).toEqual([]);
  });

  it.each([
    ['not json', /not JSON/],
    [[{ vendor: 'myspace', fault: 'malformed' }], /0\.vendor: .*openai/],
    [[{ fault: 'explode' }], /0\.fault/],
    [[{ fault: { kind: 'explode' } }], /0\.fault\.kind: .*stall-headers/],
    [[{ fault: { kind: 'status', status: 99 } }], /0\.fault\.status: .*>=200/],
    [[{ rate: 2, fault: 'malformed' }], /0\.rate: .*<=1/],
    [[{ times: 0, fault: 'malformed' }], /0\.times: .*>=1/],
    [[{ fault: { preset: 'openai.nonsense' } }], /no such preset/],
    [[{ fault: 'malformed', typo: 1 }], /typo/],
    [[{ vendor: 'slack' }], /0\.fault/],
  ])('refuses %j and says why', async (body, reason) => {
    const refused = await control('POST', '/faults', body);
    expect(refused).toMatchObject({ status: 400, json: { error: expect.stringMatching(reason) } });
    expect(simulator.activeFaults()).toEqual([]);
  });

  it('shows the journal without a word of what was sent', async () => {
    await slack(simulator, 'xoxb-secret-token').chat.postMessage({
      channel: 'C0INBOX001',
      text: 'private words',
    });
    await slack(simulator).auth.test();
    const { json } = await control('GET', '/journal?vendor=slack&route=chat.postMessage');
    expect(json).toMatchObject([{ n: 1, vendor: 'slack', attempt: 1, status: 200, tookEffect: true }]);
    expect(JSON.stringify(json)).not.toMatch(/private|secret/);
    expect((await control('GET', '/journal?after=1')).json).toMatchObject([{ route: 'auth.test' }]);
    expect((await control('GET', '/journal?vendor=nobody')).status).toBe(400);
  });

  it('counts what an SDK sends when nobody stops it from retrying', async () => {
    simulator.faults([
      {
        vendor: 'openai',
        times: 2,
        fault: { preset: 'openai.server_error', headers: { 'retry-after-ms': '1' } },
      },
    ]);
    await openai(simulator).withOptions({ maxRetries: 2 }).models.list();
    expect(simulator.journal().map(({ attempt, sdkRetry }) => [attempt, sdkRetry])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
  });

  it('forgets everything on reset', async () => {
    await slack(simulator).chat.postMessage({ channel: 'C0INBOX001', text: 'x' });
    simulator.faults([{ fault: 'malformed' }]);
    expect((await control('POST', '/reset')).status).toBe(200);
    expect(simulator.activeFaults()).toEqual([]);
    expect(simulator.journal()).toEqual([]);
    expect(await control('GET', '/state')).toMatchObject({ json: { slack: { messages: [] } } });
  });

  it('says what there is when it is asked for something else', async () => {
    expect(await control('GET', '/nonsense')).toMatchObject({
      status: 404,
      json: { error: expect.stringContaining('POST /__sim/faults') },
    });
    expect((await control('PUT', '/faults')).status).toBe(405);
    expect((await fetch(`${simulator.url}/elsewhere`)).status).toBe(404);
  });
});
