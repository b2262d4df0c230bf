import { TextField } from '../../ui/field.tsx';
import { SecretField } from './secret-field.tsx';
import { textSetting } from './setting.ts';

/** What Notion is connected with. */
export function NotionFields({ settings }: { settings: Readonly<Record<string, unknown>> }) {
  return (
    <>
      <SecretField
        label="Integration secret"
        name="token"
        required
        placeholder="ntn_…"
        hint="Of your own Notion integration. Share a page with it first."
      />
      <TextField
        label="Page for the databases"
        name="parentPage"
        defaultValue={textSetting(settings, 'parentPageId')}
        placeholder="The page’s address"
        autoComplete="off"
        hint="Empty: the first page you shared with the integration."
      />
    </>
  );
}
