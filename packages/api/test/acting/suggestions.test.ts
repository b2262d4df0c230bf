import { createTestRuntime } from '@ballast/reliability/testing';
import { describe, expect, test } from 'vitest';
import { proposeByRules, type RecordFacts } from '../../src/services/action/rules.ts';
import { crashAt, createWorld, type World } from './world.ts';

const nowMs = Date.parse('2026-11-25T10:00:00Z');
const facts = (more: Partial<RecordFacts>): RecordFacts => ({
  id: '01990000-0000-7000-8000-000000000001',
  category: 'admin',
  title: 'Pay the rent',
  fields: {},
  status: 'open',
  dueAt: null,
  version: 1,
  ...more,
});

describe('the rules', () => {
  test('an overdue task is put on tomorrow morning, in the owner’s timezone', () => {
    const dueAt = new Date('2026-11-23T23:00:00Z');
    const [proposal, ...rest] = proposeByRules([facts({ dueAt })], nowMs, 'Asia/Tokyo');
    expect(rest).toEqual([]);
    expect(proposal).toMatchObject({
      rule: 'overdue',
      content: { kind: 'update', params: { dueAt: '2026-11-26T00:00:00.000Z' } },
      reason: expect.stringMatching(/due on 2026-11-24/),
    });
  });

  test('somebody to follow up with gets a time, on the day that is known or tomorrow', () => {
    const ada = facts({ category: 'people', fields: { name: 'Ada', followUp: 'Send the notes' } });
    const [tomorrow] = proposeByRules([ada], nowMs, 'UTC');
    expect(tomorrow?.content).toMatchObject({
      kind: 'schedule',
      params: { title: 'Ada: Send the notes', startsAt: '2026-11-26T09:00:00.000Z' },
    });
    const dueAt = new Date('2026-12-01T14:00:00Z');
    const [known] = proposeByRules([{ ...ada, dueAt }], nowMs, 'UTC');
    expect(known?.content).toMatchObject({ params: { startsAt: '2026-12-01T14:00:00.000Z' } });
    expect(known?.dedupeKey).toBe(tomorrow?.dedupeKey);
  });

  test.each([
    ['due today', { dueAt: new Date('2026-11-25T01:00:00Z') }],
    ['without a date', {}],
    ['done', { dueAt: new Date('2026-11-01T01:00:00Z'), status: 'done' as const }],
    ['a person without a follow-up', { category: 'people' as const, fields: { name: 'Ada' } }],
    ['an idea', { category: 'ideas' as const, dueAt: new Date('2026-11-01T01:00:00Z') }],
  ])('%s: nothing to suggest', (_name, more) => {
    expect(proposeByRules([facts(more)], nowMs, 'UTC')).toEqual([]);
  });
});

const addOverdue = async (world: World) => {
  const { id } = await world.addRecord('pay the rent', 'admin');
  await world.mutate('record.update', { id, dueAt: '2026-11-20T00:00:00Z', dueAllDay: true });
};

describe('action.suggest', () => {
  test('I2 however often and by however many it is run, each suggestion is made once', async () => {
    const runtime = createTestRuntime({ startMs: nowMs });
    await using world = await createWorld({ runtime });
    await addOverdue(world);
    const suggest = () => world.api.mutate('action.suggest', {}, { service: true });
    const reports = await Promise.all([suggest(), suggest(), suggest()]);
    expect(reports.map(({ data }) => data.proposed).sort()).toEqual([0, 0, 1]);
    const { data } = await world.query('action.list', { status: 'proposed' });
    expect(data.items).toMatchObject([{ kind: 'update', proposedBy: 'rule:overdue' }]);
    await world.mutate('action.reject', { id: data.items[0].id });
    expect((await suggest()).data).toEqual({ proposed: 0, executed: 0, failed: 0 });
  });

  test('what the person allowed is executed at once; I4 a crash leaves no half of it', async () => {
    const runtime = createTestRuntime({ startMs: nowMs });
    await using world = await createWorld({ runtime });
    await world.mutate('account.update', { autoApprove: ['update'] });
    await addOverdue(world);
    await using dying = await world.withFaults(crashAt('action.suggest.after-proposal'));
    expect((await dying.mutate('action.suggest', {}, { service: true })).data).toMatchObject({ failed: 1 });
    expect(await world.count('AgentAction')).toBe(0);
    const { data } = await world.api.mutate('action.suggest', {}, { service: true });
    expect(data).toEqual({ proposed: 1, executed: 1, failed: 0 });
    const { data: records } = await world.query('record.list');
    expect(records.items[0].dueAt).toBe('2026-11-26T09:00:00.000Z');
  });
});
