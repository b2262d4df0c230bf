import { at, type JsonObject, text } from '../../json.ts';
import type { Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { notFound } from './errors.ts';
import { pageOf, readBlocks } from './pages.ts';
import { answer, listAnswer, type Place, uuidOf } from './place.ts';
import { plainText } from './rich-text.ts';
import { propertiesOf, shownDataSource, shownPage } from './shown.ts';
import { botId, type Page, personId, type Workspace } from './state.ts';
import { valueOn } from './values.ts';

function bot({ name, id }: Workspace): JsonObject {
  const owner = { type: 'workspace', workspace: true };
  return {
    object: 'user',
    id: botId,
    name: 'Ballast',
    avatar_url: null,
    type: 'bot',
    bot: {
      owner,
      workspace_name: name,
      workspace_id: id,
      workspace_limits: { max_file_upload_size_in_bytes: 5_242_880 },
    },
  };
}

const person: JsonObject = {
  object: 'user',
  id: personId,
  name: 'Ada Lovelace',
  avatar_url: null,
  type: 'person',
  person: { email: 'ada@example.com' },
};

/** `users.me`: the integration itself. */
export function getSelf(_: Call, { workspace }: Place): Reply {
  return answer(bot(workspace));
}

/** `users.list`. */
export function listUsers({ request }: Call, { workspace }: Place): Reply {
  const users = [bot(workspace), person].map((shown) => ({ id: text(shown['id']) ?? '', shown }));
  const size = request.query.get('page_size') ?? undefined;
  const cursor = request.query.get('start_cursor') ?? undefined;
  return listAnswer(users, { cursor, size }, ({ shown }) => shown, 'user');
}

/** `users.retrieve`. */
export function getUser({ params }: Call, { workspace }: Place): Reply {
  const id = uuidOf(params['id']);
  if (id === botId) return answer(bot(workspace));
  return id === personId ? answer(person) : notFound('user', params['id'] ?? '');
}

function titleOf(page: Page, workspace: Workspace): string {
  const property = propertiesOf(page, workspace).find(({ type }) => type === 'title');
  return property === undefined ? '' : plainText(valueOn(page, property));
}

/** `search`: by title, among all that is shared and not in the trash. */
export function search({ body }: Call, { workspace }: Place): Reply {
  const words = text(body['query'])?.toLowerCase() ?? '';
  const pages = [...workspace.pages.values()]
    .filter(({ inTrash }) => !inTrash)
    .map((page) => ({
      id: page.id,
      kind: 'page',
      title: titleOf(page, workspace),
      shown: shownPage(page, workspace),
    }));
  const sources = [...workspace.dataSources.values()]
    .filter(({ inTrash }) => !inTrash)
    .map((source) => ({
      id: source.id,
      kind: 'data_source',
      title: plainText(source.title),
      shown: shownDataSource(source, workspace),
    }));
  const kind = at(body['filter'], 'value');
  const found = [...sources, ...pages]
    .filter((one) => kind === undefined || one.kind === kind)
    .filter(({ title }) => title.toLowerCase().includes(words));
  const asked = { cursor: body['start_cursor'], size: body['page_size'] };
  return listAnswer(found, asked, ({ shown }) => shown, 'page_or_data_source');
}

/** `blocks.children.list` of a page. */
export function listChildren(call: Call, place: Place): Reply {
  const page = pageOf(call, place);
  if ('status' in page) return page;
  const blocks = page.children.map((block) => ({ id: text(block['id']) ?? '', block }));
  const size = call.request.query.get('page_size') ?? undefined;
  const cursor = call.request.query.get('start_cursor') ?? undefined;
  return listAnswer(blocks, { cursor, size }, ({ block }) => block, 'block');
}

/** `blocks.children.append` to a page. */
export function appendChildren(call: Call, place: Place): Reply {
  const page = pageOf(call, place);
  if ('status' in page) return page;
  const added = readBlocks(call.body['children'], place.world);
  place.state.edit(place.workspace, page, { children: [...page.children, ...added] }, botId);
  const blocks = added.map((block) => ({ id: text(block['id']) ?? '', block }));
  return {
    ...listAnswer(blocks, { cursor: undefined, size: undefined }, ({ block }) => block, 'block'),
    effect: true,
  };
}
