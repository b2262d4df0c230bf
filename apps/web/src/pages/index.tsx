import { useRef } from 'react';
import { useViewer } from '../features/account/viewer.ts';
import { AskedPanel } from '../features/capture/asked-panel.tsx';
import { CaptureBox } from '../features/capture/capture-box.tsx';
import { useCaptureQueue } from '../features/capture/capture-provider.tsx';
import { askedFrom, keptFrom } from '../features/capture/meaning.ts';
import { UnsentNotice } from '../features/capture/unsent-notice.tsx';
import { useKept } from '../features/capture/use-kept.ts';
import { Inbox } from '../features/inbox/inbox.tsx';
import { Page } from '../features/shell/page.tsx';
import { usePageBox } from '../features/shell/page-box.ts';
import { forViewer } from '../server/viewer.ts';

export { forViewer as getServerSideProps };

export default function InboxPage() {
  const viewer = useViewer();
  const queue = useCaptureQueue();
  const [draft, setDraft] = useKept('draft', viewer.id);
  const [kept, setKept] = useKept('asked', viewer.id);
  const asked = askedFrom(kept);
  const inputRef = useRef<HTMLTextAreaElement>(null);
  usePageBox('capture', inputRef);

  const edit = (text: string) => {
    setDraft(draft ? `${draft}\n${text}` : text);
    inputRef.current?.focus();
  };
  const close = () => {
    setKept('');
    inputRef.current?.focus();
  };
  return (
    <Page title="Inbox" quietTitle>
      <CaptureBox
        inputRef={inputRef}
        draft={draft}
        onDraft={setDraft}
        onAsk={(next) => setKept(keptFrom(next))}
      />
      <UnsentNotice />
      {asked ? (
        <AskedPanel
          key={kept}
          asked={asked}
          onClose={close}
          onCapture={() => {
            queue?.add(asked.text);
            close();
          }}
        />
      ) : null}
      <div className="mt-8">
        <Inbox onEditThought={edit} />
      </div>
    </Page>
  );
}
