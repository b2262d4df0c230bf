import { useRef } from 'react';
import { useViewer } from '../features/account/viewer.ts';
import { CaptureBox } from '../features/capture/capture-box.tsx';
import { UnsentNotice } from '../features/capture/unsent-notice.tsx';
import { useDraft } from '../features/capture/use-draft.ts';
import { Inbox } from '../features/inbox/inbox.tsx';
import { Page } from '../features/shell/page.tsx';
import { usePageBox } from '../features/shell/page-box.ts';
import { forViewer } from '../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function InboxPage() {
  const viewer = useViewer();
  const [draft, setDraft] = useDraft(viewer.id);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  usePageBox('capture', inputRef);

  const edit = (text: string) => {
    setDraft(draft ? `${draft}\n${text}` : text);
    inputRef.current?.focus();
  };
  return (
    <Page title="Inbox" quietTitle>
      <CaptureBox inputRef={inputRef} draft={draft} onDraft={setDraft} />
      <UnsentNotice />
      <div className="mt-8">
        <Inbox onEditThought={edit} />
      </div>
    </Page>
  );
}
