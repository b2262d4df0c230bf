import { at, type JsonObject, parseJson, text } from '../json.ts';
import type { Reply } from '../reply.ts';
import { addPage, changePage } from '../vendors/notion/pages.ts';
import { type Place, uuidOf } from '../vendors/notion/place.ts';
import { propertiesOf } from '../vendors/notion/shown.ts';
import { type Page, personId, type Workspace } from '../vendors/notion/state.ts';
import { takeTurns } from './delivery-plan.ts';
import type { NotionWebhook } from './notion-schema.ts';
import { type PostOffice, type Problem, targetOf, type WebhookReport } from './post-office.ts';
import { forged, notionSignature } from './signatures.ts';

type About = Exclude<NotionWebhook, { kind: 'verification' }>;

interface News {
  readonly page: Page;
  readonly type: string;
  /** The ids of the columns that were written. */
  readonly updated: readonly string[];
}

function refusalOf(reply: Reply): Problem {
  return { problem: text(at(parseJson(reply.body), 'message')) ?? 'Notion refused it.' };
}

function editTypeOf(before: Page, after: Page): string {
  if (before.inTrash === after.inTrash) return 'page.properties_updated';
  return after.inTrash ? 'page.deleted' : 'page.undeleted';
}

function happen(webhook: About, place: Place): News | Problem {
  const { workspace } = place;
  if (webhook.kind === 'create') {
    const parent = { data_source_id: webhook.dataSourceId };
    const page = addPage({ parent, properties: webhook.properties as JsonObject }, place, personId);
    return 'status' in page ? refusalOf(page) : { page, type: 'page.created', updated: [] };
  }
  const page = workspace.pages.get(uuidOf(webhook.pageId) ?? '');
  if (page === undefined) return { problem: `There is no page ${webhook.pageId} in ${workspace.name}.` };
  if (webhook.kind === 'event') return { page, type: webhook.type, updated: [] };
  const properties = webhook.properties as JsonObject;
  const trash = webhook.inTrash === undefined ? {} : { in_trash: webhook.inTrash };
  const changed = changePage(page, { properties, ...trash }, place, personId);
  if ('flaw' in changed) return { problem: changed.flaw };
  const updated = propertiesOf(page, workspace)
    .filter(({ name, id }) => name in properties || id in properties)
    .map(({ id }) => id);
  return { page: changed, type: editTypeOf(page, changed), updated };
}

function parentOf({ parent }: Page, workspace: Workspace): JsonObject {
  if (parent.type === 'data_source_id') {
    const database = workspace.dataSources.get(parent.dataSourceId)?.databaseId ?? '';
    return { id: database, type: 'database', data_source_id: parent.dataSourceId };
  }
  return parent.type === 'page_id'
    ? { id: parent.pageId, type: 'page' }
    : { id: workspace.id, type: 'space' };
}

function payload({ page, type, updated }: News, workspace: Workspace, timestamp: string) {
  return (id: string, attempt: number): JsonObject => ({
    id,
    timestamp,
    workspace_id: workspace.id,
    workspace_name: workspace.name,
    subscription_id: '5ab5c4b9-0000-4000-8000-000000000001',
    integration_id: '1d7e6a70-0000-4000-8000-000000000001',
    authors: [{ id: personId, type: 'person' }],
    accessible_by: [{ id: personId, type: 'person' }],
    attempt_number: attempt,
    api_version: '2025-09-03',
    type,
    entity: { id: page.id, type: 'page' },
    data: {
      parent: parentOf(page, workspace),
      ...(type === 'page.properties_updated' ? { updated_properties: updated } : {}),
    },
  });
}

/** Notion's webhooks: what changed where, without what it changed to, signed over the raw body. */
export async function sendNotionWebhook(
  office: PostOffice,
  webhook: NotionWebhook,
): Promise<WebhookReport | Problem> {
  const target = targetOf(office, 'notion', webhook.target);
  if ('problem' in target) return target;
  const { world, vendors, secrets, sender } = office;
  const state = vendors.notion.notion;
  const workspace = state.workspace(webhook.workspace);
  const headers = { 'content-type': 'application/json', 'user-agent': 'notion-webhooks' };
  if (webhook.kind === 'verification') {
    const body = JSON.stringify({ verification_token: secrets.notionWebhookSecret });
    const send = () => sender.send({ target: target.target, headers, body, eventId: 'verification' });
    return { deliveries: await takeTurns(webhook, send), subject: {} };
  }
  const news = happen(webhook, { workspace, state, world });
  if ('problem' in news) return news;
  const ageMs = webhook.signature === 'stale' ? 3_600_000 : 0;
  const describe = payload(news, workspace, new Date(world.runtime.now() - ageMs).toISOString());
  const eventIds: string[] = [];
  const deliveries = await takeTurns(webhook, ({ event, repeat }) => {
    eventIds[event] ??= world.ids.uuid('notion.event');
    const eventId = eventIds[event];
    const body = JSON.stringify(describe(eventId, repeat + 1));
    const good = notionSignature(secrets.notionWebhookSecret, body);
    const signature = webhook.signature === 'forged' ? forged(good) : good;
    const signed = webhook.signature === 'missing' ? {} : { 'x-notion-signature': signature };
    return sender.send({ target: target.target, headers: { ...headers, ...signed }, body, eventId });
  });
  return { deliveries, subject: { workspace: workspace.id, pageId: news.page.id, type: news.type } };
}
