import { MessagePage } from '../features/shell/message-page.tsx';

export default function NotFoundPage() {
  return (
    <MessagePage title="Nothing is filed here" documentTitle="Not found">
      The page you asked for does not exist, or it belongs to somebody else.
    </MessagePage>
  );
}
