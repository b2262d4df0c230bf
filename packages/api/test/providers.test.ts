import { createAi, createDoor, defaultAiEnv, doorSettings } from '@ballast/integrations';
import { startSimulator } from '@ballast/integrations/simulator';
import { expect, test } from 'vitest';
import { startTestApi } from '../src/testing.ts';

test('a thought is filed by a provider, and by the rules with a mark while it is away', async () => {
  await using simulator = await startSimulator();
  const env = {
    ...defaultAiEnv(),
    OPENAI_API_KEY: 'sk-test-of-providers',
    OPENAI_BASE_URL: `${simulator.url}/openai/v1`,
  };
  const door = createDoor({ settings: { ...doorSettings(), maxRetries: 0 } });
  await using api = await startTestApi({ thinker: createAi({ door, env }) });
  const owner = await api.addOwner();
  const file = async (text: string) => {
    const { data } = await api.mutate('capture.create', { text }, { owner });
    await api.mutate('inbox.classify', { entryId: data.entry.id }, { service: true });
    return (await api.query('inbox.get', { id: data.entry.id }, { owner })).data;
  };

  const filed = await file('pay the electricity bill by Friday');
  expect(filed.entry).toMatchObject({ status: 'filed', category: 'admin', provider: 'openai' });
  expect(filed.classifications).toMatchObject([
    {
      provider: 'openai',
      model: 'gpt-5-mini',
      promptVersion: 'classify-1',
      inputTokens: expect.any(Number),
      outputTokens: expect.any(Number),
    },
  ]);

  simulator.faults([{ vendor: 'openai', times: 1, fault: { kind: 'status', status: 500 } }]);
  const meanwhile = await file('renew the passport by 2027-06-01');
  expect(meanwhile.entry).toMatchObject({ status: 'filed', provider: 'local' });
  const again = await api.mutate('inbox.reclassify', {}, { service: true });
  expect(again.data).toEqual({ changed: 1, kept: 0, waiting: 0 });
  const { entry } = (await api.query('inbox.get', { id: meanwhile.entry.id }, { owner })).data;
  expect(entry).toMatchObject({ status: 'filed', provider: 'openai' });

  const day = await api.mutate('digest.generateDaily', {}, { owner });
  expect(day.data.digest).toMatchObject({ kind: 'daily', provider: 'openai' });
  expect(day.data.digest.content).toMatch(/passport|electricity/i);
});
