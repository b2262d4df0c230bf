import { at, isObject, type Json, type JsonObject, list } from '../../json.ts';
import type { Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { notFound, validation } from './errors.ts';
import { answer, type Place, uuidOf } from './place.ts';
import { grown } from './schema.ts';
import { propertiesOf, shownPage } from './shown.ts';
import { botId, type Page, type Parent, type Workspace } from './state.ts';
import { readValues } from './values.ts';

function parentOf(given: Json | undefined, workspace: Workspace): Parent | Reply {
  const source = at(given, 'data_source_id');
  const database = at(given, 'database_id');
  const page = at(given, 'page_id');
  if (source !== undefined || database !== undefined) {
    const id = uuidOf(source ?? database);
    const of = (databaseId: string) =>
      [...workspace.dataSources.values()].filter((one) => one.databaseId === databaseId);
    const found =
      source === undefined
        ? of(id ?? '')
        : [workspace.dataSources.get(id ?? '')].filter((one) => one !== undefined);
    if (found.length > 1)
      return validation('Databases with multiple data sources are not supported in this API version.');
    const [only] = found;
    if (only === undefined || only.inTrash)
      return notFound(source === undefined ? 'database' : 'data_source', String(source ?? database));
    return { type: 'data_source_id', dataSourceId: only.id };
  }
  if (page === undefined)
    return validation('body failed validation: body.parent should be defined, instead was `undefined`.');
  const known = workspace.pages.get(uuidOf(page) ?? '');
  return known === undefined || known.inTrash
    ? notFound('page', String(page))
    : { type: 'page_id', pageId: known.id };
}

/** Blocks as they are kept: as written, with an id. */
export function readBlocks(given: Json | undefined, { ids }: World): readonly JsonObject[] {
  return list(given)
    .filter(isObject)
    .map((block) => ({
      object: 'block',
      id: ids.uuid('notion.block'),
      has_children: false,
      in_trash: false,
      ...block,
    }));
}

/** What was written may be new to the data source: a select learns its options from its pages. */
function learn({ workspace }: Place, parent: Parent, values: ReadonlyMap<string, Json>): void {
  const source =
    parent.type === 'data_source_id' ? workspace.dataSources.get(parent.dataSourceId) : undefined;
  if (source !== undefined)
    workspace.dataSources.set(source.id, { ...source, properties: grown(source.properties, values) });
}

/** Adds a page, for whoever makes it; or says why not. */
export function addPage(body: JsonObject, place: Place, createdBy: string): Page | Reply {
  const { workspace, state, world } = place;
  const parent = parentOf(body['parent'], workspace);
  if ('status' in parent) return parent;
  const page: Page = {
    id: world.ids.uuid('notion.page'),
    parent,
    createdMs: state.nowMs(),
    editedMs: state.nowMs(),
    editedBy: createdBy,
    inTrash: false,
    icon: body['icon'] ?? null,
    cover: body['cover'] ?? null,
    values: new Map(),
    children: readBlocks(body['children'], world),
  };
  const read = readValues(body['properties'], propertiesOf(page, workspace));
  if ('flaw' in read) return validation(read.flaw);
  const written = { ...page, values: read.values };
  workspace.pages.set(page.id, written);
  learn(place, parent, read.values);
  return written;
}

/** `pages.create`. */
export function createPage({ body }: Call, place: Place): Reply {
  const page = addPage(body, place, botId);
  return 'status' in page ? page : answer(shownPage(page, place.workspace), true);
}

/** The page a path names, or why there is none. */
export function pageOf({ params }: Call, { workspace }: Place): Page | Reply {
  const given = params['id'] ?? '';
  const id = uuidOf(given);
  if (id === undefined)
    return validation(
      `path failed validation: path.page_id should be a valid uuid, instead was \`"${given}"\`.`,
    );
  return workspace.pages.get(id) ?? notFound('page', id);
}

/** `pages.retrieve`. */
export function getPage(call: Call, place: Place): Reply {
  const page = pageOf(call, place);
  return 'status' in page ? page : answer(shownPage(page, place.workspace));
}

/** What a change of a page comes to; also used when a person makes it. */
export function changePage(
  page: Page,
  change: JsonObject,
  place: Place,
  editedBy: string,
): Page | { readonly flaw: string } {
  const inTrash = change['in_trash'] ?? change['archived'];
  if (page.inTrash && inTrash !== false)
    return { flaw: "Can't edit block that is archived. You must unarchive the block before editing." };
  const read = readValues(change['properties'], propertiesOf(page, place.workspace));
  if ('flaw' in read) return read;
  learn(place, page.parent, read.values);
  const next = {
    values: new Map([...page.values, ...read.values]),
    ...(typeof inTrash === 'boolean' ? { inTrash } : {}),
    ...(change['icon'] === undefined ? {} : { icon: change['icon'] }),
    ...(change['cover'] === undefined ? {} : { cover: change['cover'] }),
  };
  return place.state.edit(place.workspace, page, next, editedBy);
}

/** `pages.update`: properties, icon and cover; into the trash and out of it. */
export function updatePage(call: Call, place: Place): Reply {
  const page = pageOf(call, place);
  if ('status' in page) return page;
  const changed = changePage(page, call.body, place, botId);
  return 'flaw' in changed ? validation(changed.flaw) : answer(shownPage(changed, place.workspace), true);
}
