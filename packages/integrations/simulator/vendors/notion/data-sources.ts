import { at, type Json } from '../../json.ts';
import type { Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { notFound, validation } from './errors.ts';
import { readFilter, sorted } from './filter.ts';
import { answer, listAnswer, type Place, uuidOf } from './place.ts';
import { readRichText } from './rich-text.ts';
import { changeProperties } from './schema.ts';
import { shownDatabase, shownDataSource, shownPage } from './shown.ts';
import { type Database, type DataSource, titleProperty } from './state.ts';

function titleOf(
  given: Json | undefined,
  otherwise: Json,
): { readonly value: Json } | { readonly flaw: string } {
  return given === undefined
    ? { value: otherwise }
    : readRichText(given, 'body failed validation: body.title');
}

function sourceOf({ params }: Call, { workspace }: Place): DataSource | Reply {
  const given = params['id'] ?? '';
  const id = uuidOf(given);
  if (id === undefined)
    return validation(
      `path failed validation: path.data_source_id should be a valid uuid, instead was \`"${given}"\`.`,
    );
  return workspace.dataSources.get(id) ?? notFound('data_source', id);
}

function addSource(
  place: Place,
  databaseId: string,
  title: Json,
  given: Json | undefined,
): DataSource | Reply {
  const { workspace, state, world } = place;
  const named = at(given, 'properties') ?? given;
  const hasTitle = Object.values(typeof named === 'object' && named !== null ? named : {}).some(
    (property) => at(property, 'title') !== undefined || at(property, 'type') === 'title',
  );
  const start = hasTitle ? [] : [{ ...titleProperty, name: 'Name' }];
  const changed = changeProperties(start, named, world);
  if ('flaw' in changed) return validation(changed.flaw);
  const source: DataSource = {
    id: world.ids.uuid('notion.data_source'),
    databaseId,
    title,
    createdMs: state.nowMs(),
    editedMs: state.nowMs(),
    inTrash: false,
    properties: changed.properties,
  };
  workspace.dataSources.set(source.id, source);
  return source;
}

/** `databases.create`: a database and its first data source. */
export function createDatabase({ body }: Call, place: Place): Reply {
  const { workspace, state, world } = place;
  const parent = workspace.pages.get(uuidOf(at(body['parent'], 'page_id')) ?? '');
  if (parent === undefined || parent.inTrash)
    return notFound('page', String(at(body['parent'], 'page_id') ?? ''));
  const title = titleOf(body['title'], []);
  if ('flaw' in title) return validation(title.flaw);
  const database: Database = {
    id: world.ids.uuid('notion.database'),
    parentPageId: parent.id,
    title: title.value,
    createdMs: state.nowMs(),
    inTrash: false,
  };
  const source = addSource(
    place,
    database.id,
    title.value,
    at(body['initial_data_source'], 'properties') ?? {},
  );
  if ('status' in source) return source;
  workspace.databases.set(database.id, database);
  return answer(shownDatabase(database, workspace), true);
}

/** `databases.retrieve`: where its data sources are named. */
export function getDatabase({ params }: Call, { workspace }: Place): Reply {
  const database = workspace.databases.get(uuidOf(params['id']) ?? '');
  return database === undefined
    ? notFound('database', params['id'] ?? '')
    : answer(shownDatabase(database, workspace));
}

/** `data_sources.create`: one more in a database that is there. */
export function createDataSource({ body }: Call, place: Place): Reply {
  const database = place.workspace.databases.get(uuidOf(at(body['parent'], 'database_id')) ?? '');
  if (database === undefined) return notFound('database', String(at(body['parent'], 'database_id') ?? ''));
  const title = titleOf(body['title'], []);
  if ('flaw' in title) return validation(title.flaw);
  const source = addSource(place, database.id, title.value, body['properties'] ?? {});
  return 'status' in source ? source : answer(shownDataSource(source, place.workspace), true);
}

/** `data_sources.retrieve`. */
export function getDataSource(call: Call, place: Place): Reply {
  const source = sourceOf(call, place);
  return 'status' in source ? source : answer(shownDataSource(source, place.workspace));
}

/** `data_sources.update`: its title, its columns, into the trash and out of it. */
export function updateDataSource(call: Call, place: Place): Reply {
  const { body } = call;
  const source = sourceOf(call, place);
  if ('status' in source) return source;
  const title = titleOf(body['title'], source.title);
  if ('flaw' in title) return validation(title.flaw);
  const changed = changeProperties(source.properties, body['properties'], place.world);
  if ('flaw' in changed) return validation(changed.flaw);
  const inTrash = body['in_trash'] ?? body['archived'] ?? source.inTrash;
  const next = {
    ...source,
    title: title.value,
    properties: changed.properties,
    inTrash: inTrash === true,
    editedMs: place.state.nowMs(),
  };
  place.workspace.dataSources.set(source.id, next);
  return answer(shownDataSource(next, place.workspace), true);
}

/** `data_sources.query`: what is in the trash is not found unless it is asked for. */
export function queryDataSource(call: Call, place: Place): Reply {
  const { body } = call;
  const { workspace } = place;
  const source = sourceOf(call, place);
  if ('status' in source) return source;
  const test = readFilter(body['filter'], source.properties);
  if (typeof test !== 'function') return validation(test.flaw);
  const trashed = (body['in_trash'] ?? body['archived']) === true;
  const pages = [...workspace.pages.values()]
    .filter(({ parent }) => parent.type === 'data_source_id' && parent.dataSourceId === source.id)
    .filter((page) => page.inTrash === trashed && test(page));
  return listAnswer(
    sorted(pages, body['sorts'], source.properties),
    { cursor: body['start_cursor'], size: body['page_size'] },
    (page) => shownPage(page, workspace),
    'page_or_data_source',
  );
}
