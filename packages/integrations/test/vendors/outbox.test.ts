import { describe, expect, test } from 'vitest';
import { deliverMessage, type OutboxMessage } from '../../src/index.ts';
import { createVendorBench, type VendorBench } from './vendor-bench.ts';

/** One message of each kind that makes something, with where it ends up. */
const makers = [
  ['slack', 'message.post', { text: 'Call Sarah <back> & soon', channel: 'C0INBOX001' }, 'chat.postMessage'],
  ['slack', 'message.post', { text: 'Your day', channel: null }, 'chat.postMessage'],
  ['slack', 'message.post', { text: 'Named', channel: '#inbox' }, 'chat.postMessage'],
  ['notion', 'page.create', { title: 'Sarah', content: 'Calls\n\nbacks', recordId: null }, 'pages.create'],
  [
    'google_calendar',
    'event.put',
    {
      title: 'Dentist',
      startsAt: '2026-03-02T10:00:00.000Z',
      endsAt: '2026-03-02T11:00:00.000Z',
      allDay: false,
      timezone: 'Europe/London',
      description: null,
    },
    'events.insert',
  ],
  [
    'gmail',
    'draft.create',
    { to: 'sarah@example.com', subject: 'Über uns', body: 'Grüße' },
    'users.drafts.create',
  ],
] as const;

function deliver(bench: VendorBench, message: Omit<OutboxMessage, 'dedupeId'>) {
  return bench.door.drive(
    deliverMessage({
      vendors: bench.vendors,
      message: { ...message, dedupeId: 'step:1' },
      credentials: bench.accountOf(message.vendor),
      context: bench.context(),
    }),
  );
}

function effects({ simulator }: VendorBench, route: string): number {
  return simulator.journal({ route }).filter(({ tookEffect }) => tookEffect).length;
}

describe.each(makers)('%s %s', (vendor, operation, payload, route) => {
  const message = { vendor, operation, payload, uncertain: false };

  test('arrives', async () => {
    await using bench = await createVendorBench();
    const { value, error } = await deliver(bench, message);
    expect(error).toBeUndefined();
    expect(value).toMatchObject({ found: false });
    expect(effects(bench, route)).toBe(1);
  });

  test('I7 one that arrived although nobody said so is found, not sent again', async () => {
    await using bench = await createVendorBench();
    bench.simulator.faults([{ route, fault: 'reset-after-effect' }]);
    const first = await deliver(bench, message);
    if (vendor === 'google_calendar') expect(first.value).toMatchObject({ found: true });
    else expect(first.error).toMatchObject({ outcome: 'unknown', retryable: false });
    const second = await deliver(bench, { ...message, uncertain: true });
    expect(second.value).toMatchObject({ found: true });
    expect(effects(bench, route)).toBe(1);
  });

  test('I7 one that did not is sent', async () => {
    await using bench = await createVendorBench();
    bench.simulator.faults([{ route, fault: 'reset-before-effect' }]);
    await deliver(bench, message);
    const second = await deliver(bench, { ...message, uncertain: true });
    expect(second.value).toMatchObject({ found: vendor === 'google_calendar' });
    expect(effects(bench, route)).toBe(1);
  });
});

test('an event follows its item, and goes with it', async () => {
  await using bench = await createVendorBench();
  const [, , , , [vendor, operation, payload]] = makers;
  const put = (title: string, endsAt: string = payload.endsAt) =>
    deliver(bench, {
      vendor,
      operation,
      uncertain: false,
      payload: { ...payload, title, endsAt, itemId: 'record-1' },
    });
  const made = await put('Dentist');
  expect(made.value).toMatchObject({ found: false });
  expect((await put('Dentist')).value).toEqual({ ...made.value, found: true });
  expect((await put('Dentist', '2026-03-02T11:30:00.000Z')).value).toEqual(made.value);
  expect(effects(bench, 'events.update')).toBe(1);
  const remove = { vendor, operation: 'event.delete', uncertain: false, payload: { itemId: 'record-1' } };
  expect((await deliver(bench, remove)).value).toEqual(made.value);
  expect((await deliver(bench, remove)).value).toEqual({ ...made.value, found: true });
});

test('a page is changed and put into the trash', async () => {
  await using bench = await createVendorBench();
  const made = await deliver(bench, {
    vendor: 'notion',
    operation: 'page.create',
    uncertain: false,
    payload: { title: 'One', content: null, notes: 'x'.repeat(4_500), status: 'open', due: '2026-03-02' },
  });
  const pageId = made.value?.externalRef ?? '';
  const update = (payload: object) =>
    deliver(bench, {
      vendor: 'notion',
      operation: 'page.update',
      uncertain: false,
      payload: { pageId, ...payload },
    });
  await update({ title: 'Two', due: null });
  const { notion } = bench.accounts;
  expect(await bench.vendors.notion.get(notion, pageId, bench.context())).toMatchObject({
    title: 'Two',
    notes: 'x'.repeat(4_500),
    status: 'open',
    due: null,
    externalId: 'step:1',
    inTrash: false,
  });
  await update({ inTrash: true });
  expect(await bench.vendors.notion.get(notion, pageId, bench.context())).toMatchObject({ inTrash: true });
});

test.each([
  [
    'an operation nobody knows',
    { vendor: 'slack', operation: 'page.create', payload: {} },
    'unknown_operation',
  ],
  [
    'a payload without its text',
    { vendor: 'slack', operation: 'message.post', payload: {} },
    'invalid_payload',
  ],
  [
    'a recipient that would begin another header',
    { vendor: 'gmail', operation: 'draft.create', payload: { to: '', subject: 's', body: 'b' } },
    'invalid_payload',
  ],
])('%s is refused before anything leaves', async (_, message, vendorCode) => {
  await using bench = await createVendorBench();
  const before = bench.simulator.journal().length;
  const { error } = await deliver(bench, { ...message, uncertain: false });
  expect(error).toMatchObject({ outcome: 'not_sent', retryable: false, vendorCode });
  expect(bench.simulator.journal()).toHaveLength(before);
});
