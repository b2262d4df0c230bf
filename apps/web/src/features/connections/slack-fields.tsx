import { TextField } from '../../ui/field.tsx';
import { listSetting, textSetting } from './setting.ts';

/** What a person decides about Slack. */
export function SlackFields({ settings }: { settings: Readonly<Record<string, unknown>> }) {
  return (
    <>
      <TextField
        label="Your member id"
        name="userId"
        defaultValue={textSetting(settings, 'userId')}
        placeholder="U0123ABCD"
        autoComplete="off"
        hint="In your Slack profile: Copy member ID. Then only what you write is kept, and digests reach you. Empty: everybody’s messages are kept."
      />
      <TextField
        label="Channels"
        name="channels"
        defaultValue={listSetting(settings, 'channels').join(', ')}
        placeholder="C0123ABCD"
        autoComplete="off"
        hint="Ids, with commas between. Empty: every channel the app was invited to."
      />
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          name="receipts"
          defaultChecked={settings['receipts'] !== false}
          className="size-4 accent-accent"
        />
        Answer in the thread once a message is filed
      </label>
    </>
  );
}
