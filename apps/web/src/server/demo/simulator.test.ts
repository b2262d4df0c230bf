import { startSimulator } from '@ballast/integrations/simulator';
import { expect, test } from 'vitest';
import { demoSituations, demoVendors } from '../../features/demo/situations.ts';
import { createDemoSimulator } from './simulator.ts';

test('each situation is switched on, recognised, replaced by another and switched off', async () => {
  await using simulator = await startSimulator();
  const demo = createDemoSimulator(simulator.url);
  expect(await demo.read()).toEqual(demoVendors.map((vendor) => ({ vendor, situation: null })));
  for (const situation of demoSituations) {
    const after = await demo.set({ vendor: 'slack', situation });
    expect(after.filter((one) => one.situation !== null)).toEqual([{ vendor: 'slack', situation }]);
    expect(simulator.activeFaults()).toHaveLength(1);
  }
  await demo.set({ vendor: 'slack', situation: null });
  expect(simulator.activeFaults()).toEqual([]);
});

test('a vendor that is down answers so, and no other does', async () => {
  await using simulator = await startSimulator();
  await createDemoSimulator(simulator.url).set({ vendor: 'slack', situation: 'down' });
  const ask = (path: string) =>
    fetch(`${simulator.url}${path}`, { method: 'POST', headers: { authorization: 'Bearer xoxb-sample' } });
  expect((await ask('/slack/api/auth.test')).status).toBe(503);
  expect((await ask('/openai/v1/embeddings')).status).not.toBe(503);
});

test('rules that somebody else made are left alone', async () => {
  await using simulator = await startSimulator();
  simulator.faults([{ vendor: 'openai', times: 1, fault: 'truncated' }]);
  const demo = createDemoSimulator(simulator.url);
  expect((await demo.set({ vendor: 'slack', situation: null })).every((one) => one.situation === null)).toBe(
    true,
  );
  expect(simulator.activeFaults()).toHaveLength(1);
});
