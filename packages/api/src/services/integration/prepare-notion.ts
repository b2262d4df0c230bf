import { type CallContext, type Category, categories, type NotionClient } from '@ballast/integrations';
import { DomainError } from '../../errors.ts';
import type { Offered } from './identify.ts';
import type { SettingsOf } from './settings.ts';

const titles: Readonly<Record<Category, string>> = {
  people: 'Ballast: People',
  projects: 'Ballast: Projects',
  ideas: 'Ballast: Ideas',
  admin: 'Ballast: Admin',
};

/**
 * Finds or makes a database for each category, under the page the person named or the first they shared. What an
 * earlier try has made is found by its title, so a connection that failed half-way is simply made again.
 */
export async function prepareNotion(
  notion: NotionClient,
  { secrets, settings }: Extract<Offered, { vendor: 'notion' }>,
  context: CallContext,
): Promise<SettingsOf<'notion'>> {
  const known = await notion.shared(secrets, 'data_source', context);
  const dataSources: Partial<Record<Category, string>> = {};
  let { parentPageId } = settings;
  for (const category of categories) {
    const title = titles[category];
    const found = known.find((source) => source.title === title);
    if (found !== undefined) {
      dataSources[category] = found.id;
      continue;
    }
    parentPageId ??= (await notion.shared(secrets, 'page', context))[0]?.id ?? null;
    if (parentPageId === null) {
      throw new DomainError('validation_failed', 'Share a page with the app in Notion first, then connect.');
    }
    const made = await notion.createDataSource(secrets, { parentPageId, title }, context);
    dataSources[category] = made.dataSourceId;
  }
  return { parentPageId, dataSources };
}
