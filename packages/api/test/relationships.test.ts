import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RelationshipItem } from '../src/services/relationship/list.ts';
import { startTestApi, type TestApi } from '../src/testing.ts';

const dayMs = 86_400_000;
const runtime = createTestRuntime({ startMs: Date.now() });
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ runtime });
});
afterAll(() => api[Symbol.asyncDispose]());

/** Captures a thought and files it where it is told to, as the person would. */
async function file(owner: string, text: string, category: string): Promise<string> {
  const { data } = await api.mutate('capture.create', { text }, { owner });
  const { data: fixed } = await api.mutate('inbox.fix', { id: data.entry.id, category }, { owner });
  return fixed.entry.recordId;
}

async function related(owner: string, recordId: string): Promise<RelationshipItem[]> {
  return (await api.query('relationship.list', { recordId }, { owner })).data.items;
}

const idsOf = (items: readonly RelationshipItem[]) => items.map(({ recordId }) => recordId);

describe('relationship.list', () => {
  test('links whom a thought names, shown from both sides', async () => {
    const owner = await api.addOwner();
    const sarah = await file(owner, 'Sarah Lindqvist likes oolong tea', 'people');
    const task = await file(owner, 'Ask Sarah about the oolong order', 'admin');
    const tie = { kind: 'mention', mentions: 1, via: null, reason: null };
    expect(await related(owner, task)).toMatchObject([{ ...tie, recordId: sarah, direction: 'to' }]);
    expect(await related(owner, sarah)).toMatchObject([{ ...tie, recordId: task, direction: 'from' }]);
  });

  test('knows a name across accents, first and full name, and misspelling, but guesses nobody', async () => {
    const owner = await api.addOwner();
    const jurgen = await file(owner, 'Jürgen Weber fixes bikes', 'people');
    for (const text of [
      'Call Jurgen Weber',
      'Call Jürgen about the frame',
      'Ask Jürgen Webber about tyres',
    ]) {
      const id = await file(owner, text, 'admin');
      expect(idsOf(await related(owner, id)), text).toContain(jurgen);
    }
    await file(owner, 'Jürgen Kessler sings in the choir', 'people');
    const unclear = await file(owner, 'Call Jürgen on Monday', 'admin');
    expect(idsOf(await related(owner, unclear))).not.toContain(jurgen);
  });

  test('finds who named a person before they had a record', async () => {
    const owner = await api.addOwner();
    const before = await file(owner, 'Return the ladder to Oluwaseun', 'admin');
    const person = await file(owner, 'Oluwaseun moved next door', 'people');
    expect(idsOf(await related(owner, person))).toContain(before);
  });

  test('links what is about the same project, and who is named together with it', async () => {
    const owner = await api.addOwner();
    const project = await file(owner, 'Kitchen renovation', 'projects');
    const person = await file(owner, 'Mehmet is a carpenter', 'people');
    const both = await file(owner, 'Mehmet can do the kitchen renovation in June', 'admin');
    expect(idsOf(await related(owner, both)).sort()).toEqual([project, person].sort());
    const ofProject = await related(owner, project);
    expect(ofProject.find(({ recordId }) => recordId === person)).toMatchObject({
      kind: 'together',
      mentions: 1,
      direction: null,
      via: { recordId: both, title: expect.stringMatching(/^Mehmet can do the kitchen/) },
    });
    await file(owner, 'Pay Mehmet the deposit for the kitchen renovation', 'admin');
    const again = (await related(owner, project)).find(({ recordId }) => recordId === person);
    const first = ofProject.find(({ recordId }) => recordId === person);
    expect(again?.mentions).toBe(2);
    expect(again?.via?.title, 'the newest that names both').toMatch(/^Pay Mehmet/);
    expect(again?.strength).toBeGreaterThan(first?.strength ?? 1);
  });

  test('fades by half in thirty days without a mention', async () => {
    const owner = await api.addOwner();
    const person = await file(owner, 'Ines plays squash', 'people');
    await file(owner, 'Book a court with Ines', 'admin');
    const [fresh] = await related(owner, person);
    runtime.stepWallClock(30 * dayMs);
    const [older] = await related(owner, person);
    runtime.stepWallClock(-30 * dayMs);
    // Strengths are w/(1+w): worth 1, then 1/2.
    expect(fresh?.strength).toBeCloseTo(1 / 2, 2);
    expect(older?.strength).toBeCloseTo(1 / 3, 2);
  });

  test('follows edits and archiving', async () => {
    const owner = await api.addOwner();
    const anna = await file(owner, 'Anna Petrov teaches chess', 'people');
    const task = await file(owner, 'Something to do', 'admin');
    expect(await related(owner, task)).toEqual([]);
    await api.mutate('record.update', { id: task, title: 'Call Anna Petrov' }, { owner });
    expect(idsOf(await related(owner, task))).toEqual([anna]);
    await api.mutate('record.update', { id: task, title: 'Call the chess club' }, { owner });
    expect(idsOf(await related(owner, anna))).toEqual([]);
    await api.mutate('record.update', { id: task, title: 'Call Anna Petrov' }, { owner });
    await api.mutate('record.archive', { id: anna }, { owner });
    expect(await related(owner, task)).toEqual([]);
  });

  test('I10 nobody is linked to another owner’s people, and their records are not found', async () => {
    const [mine, theirs] = [await api.addOwner(), await api.addOwner()];
    const sarah = await file(mine, 'Sarah Lindqvist likes tea', 'people');
    const task = await file(theirs, 'Ask Sarah Lindqvist about tea', 'admin');
    expect(await related(theirs, task)).toEqual([]);
    expect((await api.query('relationship.list', { recordId: sarah }, { owner: theirs })).status).toBe(404);
  });
});
