import type { JsonObject } from '../../json.ts';
import { plainText } from './rich-text.ts';
import {
  botId,
  type Database,
  type DataSource,
  type Page,
  type Parent,
  type Property,
  titleProperty,
  type Workspace,
} from './state.ts';
import { valueOn } from './values.ts';

function user(id: string): JsonObject {
  return { object: 'user', id };
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}

function parentOf(parent: Parent, workspace: Workspace): JsonObject {
  if (parent.type === 'workspace') return { type: 'workspace', workspace: true };
  if (parent.type === 'page_id') return { type: 'page_id', page_id: parent.pageId };
  const database = workspace.dataSources.get(parent.dataSourceId)?.databaseId ?? '';
  return { type: 'data_source_id', data_source_id: parent.dataSourceId, database_id: database };
}

/** The columns a page has. */
export function propertiesOf(page: Page, workspace: Workspace): readonly Property[] {
  if (page.parent.type !== 'data_source_id') return [titleProperty];
  return workspace.dataSources.get(page.parent.dataSourceId)?.properties ?? [];
}

export function shownPage(page: Page, workspace: Workspace): JsonObject {
  const properties = propertiesOf(page, workspace).map((property) => [
    property.name,
    { id: property.id, type: property.type, [property.type]: valueOn(page, property) },
  ]);
  return {
    object: 'page',
    id: page.id,
    created_time: iso(page.createdMs),
    last_edited_time: iso(page.editedMs),
    created_by: user(botId),
    last_edited_by: user(page.editedBy),
    cover: page.cover,
    icon: page.icon,
    parent: parentOf(page.parent, workspace),
    archived: page.inTrash,
    in_trash: page.inTrash,
    is_archived: false,
    is_locked: false,
    properties: Object.fromEntries(properties),
    url: `https://www.notion.so/${page.id.replaceAll('-', '')}`,
    public_url: null,
  };
}

export function shownDataSource(source: DataSource, workspace: Workspace): JsonObject {
  const properties = source.properties.map(({ id, name, type, config }) => [
    name,
    { id, name, description: null, type, [type]: config },
  ]);
  const parentPage = workspace.databases.get(source.databaseId)?.parentPageId ?? '';
  return {
    object: 'data_source',
    id: source.id,
    created_time: iso(source.createdMs),
    last_edited_time: iso(source.editedMs),
    created_by: user(botId),
    last_edited_by: user(botId),
    title: source.title,
    description: [],
    is_inline: false,
    in_trash: source.inTrash,
    archived: source.inTrash,
    icon: null,
    cover: null,
    parent: { type: 'database_id', database_id: source.databaseId },
    database_parent: { type: 'page_id', page_id: parentPage },
    properties: Object.fromEntries(properties),
    url: `https://www.notion.so/${source.databaseId.replaceAll('-', '')}`,
    public_url: null,
  };
}

export function shownDatabase(database: Database, workspace: Workspace): JsonObject {
  const sources = [...workspace.dataSources.values()].filter(({ databaseId }) => databaseId === database.id);
  return {
    object: 'database',
    id: database.id,
    title: database.title,
    description: [],
    parent: { type: 'page_id', page_id: database.parentPageId },
    is_inline: false,
    in_trash: database.inTrash,
    archived: database.inTrash,
    is_locked: false,
    created_time: iso(database.createdMs),
    last_edited_time: iso(database.createdMs),
    data_sources: sources.map(({ id, title }) => ({ id, name: plainText(title) })),
    icon: null,
    cover: null,
    url: `https://www.notion.so/${database.id.replaceAll('-', '')}`,
    public_url: null,
  };
}
