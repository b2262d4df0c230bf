import { createTestRuntime } from '@ballast/reliability/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Simulator, startSimulator } from '../index.ts';
import { notion, rejection } from './clients.ts';

const runtime = createTestRuntime();
let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ runtime });
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const words = (content: string) => [{ text: { content } }];

/** A data source like those the mirror makes. */
async function mirror(): Promise<string> {
  const client = notion(simulator);
  const { results } = await client.search({ filter: { property: 'object', value: 'page' } });
  const database = await client.databases.create({
    parent: { type: 'page_id', page_id: results[0]?.id ?? '' },
    title: words('Projects'),
    initial_data_source: {
      properties: {
        Title: { title: {} },
        'External ID': { rich_text: {} },
        Status: { select: { options: [{ name: 'open' }] } },
        Due: { date: {} },
        Effort: { number: {} },
      },
    },
  });
  if (!('data_sources' in database)) throw new Error('A database without data sources.');
  return database.data_sources[0]?.id ?? '';
}

function create(source: string, id: string, more: object = {}) {
  return notion(simulator).pages.create({
    parent: { type: 'data_source_id', data_source_id: source },
    properties: { Title: { title: words(`Thing ${id}`) }, 'External ID': { rich_text: words(id) }, ...more },
  });
}

function find(source: string, id: string) {
  const filter = { property: 'External ID', rich_text: { equals: id } };
  return notion(simulator).dataSources.query({ data_source_id: source, filter });
}

describe('Notion', () => {
  it('finds a page again by its external id', async () => {
    const source = await mirror();
    const page = await create(source, 'e1', { Status: { select: { name: 'later' } }, Effort: { number: 3 } });
    await create(source, 'e2');
    const { results } = await find(source, 'e1');
    expect(results).toMatchObject([
      {
        id: page.id,
        properties: { Status: { select: { name: 'later' } }, Effort: { number: 3 }, Due: { date: null } },
      },
    ]);
    const described = await notion(simulator).dataSources.retrieve({ data_source_id: source });
    const options = { select: { options: [{ name: 'open' }, { name: 'later' }] } };
    expect(described.properties['Status']).toMatchObject(options);
  });

  it('makes a second page of a repeated create: nothing protects it but the caller', async () => {
    const source = await mirror();
    await create(source, 'e1');
    await create(source, 'e1');
    expect((await find(source, 'e1')).results).toHaveLength(2);
    expect(simulator.journal({ route: 'pages.create' }).map(({ attempt }) => attempt)).toEqual([1, 2]);
  });

  it('updates, trashes and brings back a page', async () => {
    const source = await mirror();
    const client = notion(simulator);
    const { id } = await create(source, 'e1');
    const update = (body: object) => client.pages.update({ page_id: id, ...body });
    expect(await update({ properties: { Due: { date: { start: '2026-03-02' } } } })).toMatchObject({
      properties: {
        Due: { date: { start: '2026-03-02', end: null } },
        'External ID': { rich_text: [{ plain_text: 'e1' }] },
      },
    });
    await update({ in_trash: true });
    expect((await find(source, 'e1')).results).toEqual([]);
    const edit = { properties: { Effort: { number: 1 } } };
    expect(await rejection(update(edit))).toMatchObject({ status: 400, code: 'validation_error' });
    await update({ in_trash: false });
    expect(await update(edit)).toMatchObject({ in_trash: false, properties: { Effort: { number: 1 } } });
  });

  it('knows times only by the minute', async () => {
    const source = await mirror();
    const page = await create(source, 'e1');
    await runtime.advance(90_000);
    const edited = await notion(simulator).pages.update({
      page_id: page.id,
      properties: { Effort: { number: 1 } },
    });
    const { last_edited_time } = edited as { last_edited_time: string };
    expect(Date.parse(last_edited_time) % 60_000).toBe(0);
    const since = {
      timestamp: 'last_edited_time' as const,
      last_edited_time: { on_or_after: last_edited_time },
    };
    const { results } = await notion(simulator).dataSources.query({ data_source_id: source, filter: since });
    expect(results).toHaveLength(1);
  });

  it('filters, sorts and pages', async () => {
    const source = await mirror();
    for (const [index, id] of ['a', 'b', 'c'].entries())
      await create(source, id, { Effort: { number: index } });
    const query = (more: object) => notion(simulator).dataSources.query({ data_source_id: source, ...more });
    const first = await query({ page_size: 2, sorts: [{ property: 'Effort', direction: 'descending' }] });
    expect(first).toMatchObject({ has_more: true, results: [{ properties: { Effort: { number: 2 } } }, {}] });
    const sorts = [{ property: 'Effort', direction: 'descending' }];
    const second = await query({ page_size: 2, sorts, start_cursor: first.next_cursor });
    expect(second).toMatchObject({
      has_more: false,
      next_cursor: null,
      results: [{ properties: { Effort: { number: 0 } } }],
    });
    const either = {
      or: [
        { property: 'Effort', number: { greater_than: 1 } },
        { property: 'Title', title: { contains: 'thing a' } },
      ],
    };
    expect((await query({ filter: either })).results).toHaveLength(2);
    const unknown = query({ filter: { property: 'Nothing', number: { equals: 1 } } });
    expect(await rejection(unknown)).toMatchObject({ status: 400, code: 'validation_error' });
  });

  it.each([
    ['a text that is too long', { Title: { title: words('x'.repeat(2001)) } }, /2000/],
    [
      'too many pieces',
      { Title: { title: Array.from({ length: 101 }, () => ({ text: { content: 'x' } })) } },
      /100/,
    ],
    ['a column that is not there', { Nothing: { number: 1 } }, /not a property/],
    ['a value of another type', { Effort: { number: 'three' } }, /expected to be number/],
    ['a day that is none', { Due: { date: { start: 'soon' } } }, /ISO 8601/],
  ])('refuses %s', async (_, properties, message) => {
    const refused = await rejection(create(await mirror(), 'e1', properties));
    expect(refused).toMatchObject({
      status: 400,
      code: 'validation_error',
      message: expect.stringMatching(message),
    });
  });

  it('checks the version, the token and every id', async () => {
    const source = await mirror();
    const get = (headers: object) =>
      fetch(`${simulator.url}/notion/v1/users/me`, {
        headers: { authorization: 'Bearer ntn_x', ...headers },
      });
    expect(await (await get({})).json()).toMatchObject({
      object: 'error',
      code: 'missing_version',
      request_id: expect.any(String),
    });
    expect((await get({ 'notion-version': '2001-01-01' })).status).toBe(400);
    const old = notion(simulator, 'ntn_test', '2022-06-28').dataSources.retrieve({ data_source_id: source });
    expect(await rejection(old)).toMatchObject({ code: 'invalid_request_url' });
    expect(await rejection(notion(simulator, 'ntn_invalid').users.me({}))).toMatchObject({
      status: 401,
      code: 'unauthorized',
    });
    expect(await rejection(notion(simulator).pages.retrieve({ page_id: source }))).toMatchObject({
      code: 'object_not_found',
    });
    expect(await notion(simulator).users.me({})).toMatchObject({
      type: 'bot',
      bot: { workspace_name: 'W0SIMULATE' },
    });
    const elsewhere = notion(simulator, 'ntn_W0SECOND1x').dataSources.retrieve({ data_source_id: source });
    expect(await rejection(elsewhere)).toMatchObject({ code: 'object_not_found' });
  });

  it('answers conflicts and overload in their recorded shapes; without a message the SDK knows no type', async () => {
    simulator.faults([
      { fault: { preset: 'notion.conflict_error' } },
      { fault: { preset: 'notion.service_overload' } },
      { fault: { preset: 'notion.untyped' } },
    ]);
    const me = () => rejection(notion(simulator).users.me({}));
    expect(await me()).toMatchObject({ status: 409, code: 'conflict_error' });
    expect(await me()).toMatchObject({ status: 529, code: 'service_overload' });
    expect(await me()).toMatchObject({ status: 503, code: 'notionhq_client_response_error' });
  });
});
