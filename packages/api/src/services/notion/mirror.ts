import type { NotionPage } from '@ballast/integrations';
import type { Category } from '../../schemas.ts';
import type { Copy, Mirror, Using } from '../record-link/mirror.ts';
import { categoryAt, changeFrom, contentOf, contentOn, type PageContent } from './page-content.ts';

/** A copy in Notion. */
interface PageCopy extends Copy {
  /** Undefined when it is not there at all any more, or not shared with us. */
  readonly page: NotionPage | undefined;
}

/** A page as the copy of a record; one in the trash has no content. */
export function copyOf(page: NotionPage, category: Category): PageCopy {
  const editedAtMs = page.editedAt === null ? Number.NaN : Date.parse(page.editedAt);
  return {
    externalId: page.id,
    content: page.inTrash ? null : contentOn(page, category),
    editedAtMs: Number.isNaN(editedAtMs) ? null : editedAtMs,
    page,
  };
}

/** The page that bears a record's id in the database of a category, unless it is in the trash. */
function findIn(
  { vendors, account, settings, context }: Using<'notion'>,
  recordId: string,
  category: Category,
) {
  const dataSourceId = settings.dataSources[category];
  return vendors.notion.find(account, { externalId: recordId, dataSourceId }, context);
}

/** Whether this app was the last to write on a page. */
async function isUntouched(
  { vendors, account, context }: Using<'notion'>,
  page: NotionPage,
): Promise<boolean> {
  const { botId } = await vendors.notion.me(account, context);
  return page.editedById === botId;
}

/** Makes a page, unless there is one from an earlier attempt or connection: that is looked at first. */
async function make(
  using: Using<'notion'>,
  recordId: string,
  content: PageContent,
): Promise<{ externalId: string } | undefined> {
  const { vendors, account, settings, context } = using;
  const { category, ...fields } = content;
  if (await findIn(using, recordId, category)) return undefined;
  const dataSourceId = settings.dataSources[category];
  const page = { ...fields, title: fields.title, externalId: recordId, dataSourceId };
  const made = await vendors.notion.create(account, page, context);
  return { externalId: made.id };
}

/**
 * Moves a page to the database of another drawer, which nobody can from outside: it is made anew there, and then the
 * old one is put into the trash. One that is there already was made by an attempt that stopped in between.
 */
async function move(
  using: Using<'notion'>,
  page: NotionPage,
  recordId: string,
  content: PageContent,
): Promise<{ externalId: string } | undefined> {
  const { vendors, account, context } = using;
  const { category, ...fields } = content;
  const there = await findIn(using, recordId, category);
  if (there) await vendors.notion.update(account, { pageId: there.id, ...fields }, context);
  const externalId = there?.id ?? (await make(using, recordId, content))?.externalId;
  if (externalId === undefined) return undefined;
  if (!page.inTrash) await vendors.notion.update(account, { pageId: page.id, inTrash: true }, context);
  return { externalId };
}

/** Records as pages, each in the database of its drawer. */
export const notionMirror: Mirror<'notion'> = {
  says: contentOf,
  changeFrom: (record, content, timezone) => changeFrom(record, content as PageContent | null, timezone),
  find: async (using, record, externalId) => {
    const { vendors, account, settings, context } = using;
    const known = externalId === null ? undefined : await vendors.notion.get(account, externalId, context);
    if (known && !known.inTrash) {
      return copyOf(known, categoryAt(settings, known.dataSourceId) ?? record.category);
    }
    // It may have been made anew in another database before that could be written down.
    const found = await findIn(using, record.id, record.category);
    if (found) return { ...copyOf(found, record.category), untouched: await isUntouched(using, found) };
    if (known) return copyOf(known, record.category);
    return externalId === null ? undefined : { externalId, content: null, editedAtMs: null, page: undefined };
  },
  write: async (using, want) => {
    const { vendors, account, settings, context } = using;
    const { record } = want;
    const copy = want.copy as PageCopy | undefined;
    const content = want.content as PageContent | null;
    const page = copy?.page;
    if (content === null) {
      if (page && !page.inTrash) {
        await vendors.notion.update(account, { pageId: page.id, inTrash: true }, context);
      }
      return { externalId: copy?.externalId ?? '' };
    }
    if (!page) return make(using, record.id, content);
    const { category, ...fields } = content;
    const standsIn = categoryAt(settings, page.dataSourceId);
    if (standsIn !== undefined && standsIn !== category) return move(using, page, record.id, content);
    const back = page.inTrash ? { inTrash: false } : {};
    await vendors.notion.update(account, { pageId: page.id, ...fields, ...back }, context);
    return { externalId: page.id };
  },
  remove: async (using, _recordId, externalId) => {
    const { vendors, account, context } = using;
    const page = externalId === null ? undefined : await vendors.notion.get(account, externalId, context);
    if (!page || page.inTrash) return;
    await vendors.notion.update(account, { pageId: page.id, inTrash: true }, context);
  },
};
