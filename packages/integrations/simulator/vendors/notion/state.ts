import type { Json, JsonObject } from '../../json.ts';
import type { World } from '../../vendor.ts';

/** A column of a data source. `config` stands under the name of its type, e.g. `{options: […]}`. */
export interface Property {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly config: JsonObject;
}

export interface DataSource {
  readonly id: string;
  readonly databaseId: string;
  readonly title: Json;
  readonly createdMs: number;
  readonly editedMs: number;
  readonly inTrash: boolean;
  readonly properties: readonly Property[];
}

export interface Database {
  readonly id: string;
  readonly parentPageId: string;
  readonly title: Json;
  readonly createdMs: number;
  readonly inTrash: boolean;
}

export type Parent =
  | { readonly type: 'workspace' }
  | { readonly type: 'page_id'; readonly pageId: string }
  | { readonly type: 'data_source_id'; readonly dataSourceId: string };

export interface Page {
  readonly id: string;
  readonly parent: Parent;
  readonly createdMs: number;
  readonly editedMs: number;
  readonly editedBy: string;
  readonly inTrash: boolean;
  readonly icon: Json;
  readonly cover: Json;
  /** Property id → its value, as the API shows it under the name of its type. */
  readonly values: ReadonlyMap<string, Json>;
  readonly children: readonly JsonObject[];
}

/** One workspace. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly pages: Map<string, Page>;
  readonly databases: Map<string, Database>;
  readonly dataSources: Map<string, DataSource>;
}

/** All workspaces, made when first seen, each with one page that is shared with the integration. */
export interface NotionState {
  /** A token that names a workspace (`ntn_W0SECOND1…`) belongs to it; any other to the usual one. */
  workspaceOf(token: string): Workspace;
  workspaces(): readonly Workspace[];
  workspace(name: string | undefined): Workspace;
  /** Writes a page anew with the changes; whoever wrote is `editedBy`. */
  edit(workspace: Workspace, page: Page, change: Partial<Page>, editedBy: string): Page;
  nowMs(): number;
  reset(): void;
}

export const botId = 'b0700000-0000-4000-8000-000000000001';
export const personId = 'ada00000-0000-4000-8000-000000000001';
/** The page under which databases can be made. */
export const sharedPageId = '0ba11a57-0000-4000-8000-000000000001';

const usualWorkspace = 'W0SIMULATE';
const minuteMs = 60_000;

/** A property that every page outside a data source has. */
export const titleProperty: Property = { id: 'title', name: 'title', type: 'title', config: {} };

export function createNotionState({ runtime, ids }: World): NotionState {
  const workspaces = new Map<string, Workspace>();
  // Notion's times are whole minutes: an edit is not told from another in the same minute by them.
  const nowMs = () => Math.floor(runtime.now() / minuteMs) * minuteMs;

  const create = (name: string): Workspace => {
    const page: Page = {
      id: sharedPageId,
      parent: { type: 'workspace' },
      createdMs: nowMs(),
      editedMs: nowMs(),
      editedBy: personId,
      inTrash: false,
      icon: null,
      cover: null,
      values: new Map([[titleProperty.id, [plain('Ballast')]]]),
      children: [],
    };
    return {
      id: ids.uuid('notion.workspace'),
      name,
      pages: new Map([[page.id, page]]),
      databases: new Map(),
      dataSources: new Map(),
    };
  };
  const workspace = (name = usualWorkspace): Workspace => {
    const known = workspaces.get(name) ?? create(name);
    workspaces.set(name, known);
    return known;
  };
  return {
    workspace,
    nowMs,
    workspaceOf: (token) => workspace(/W[A-Z0-9]{7,}/.exec(token)?.[0]),
    workspaces: () => [...workspaces.values()],
    edit: (inside, page, change, editedBy) => {
      const edited = { ...page, ...change, editedMs: nowMs(), editedBy };
      inside.pages.set(page.id, edited);
      return edited;
    },
    reset: () => workspaces.clear(),
  };
}

/** A piece of rich text, as the API shows it. */
export function plain(content: string, link: string | null = null): JsonObject {
  return {
    type: 'text',
    text: { content, link: link === null ? null : { url: link } },
    annotations: {
      bold: false,
      italic: false,
      strikethrough: false,
      underline: false,
      code: false,
      color: 'default',
    },
    plain_text: content,
    href: link,
  };
}
