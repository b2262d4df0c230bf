import { MessagePage } from '../features/shell/message-page.tsx';

export default function FailurePage() {
  return (
    <MessagePage title="Something gave way" documentTitle="Error" retry>
      The page could not be built. Your thoughts are safe: what was saved stays saved. Try again in a moment.
    </MessagePage>
  );
}
