import Markdown from 'react-markdown';
import type { DigestView } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { useViewer } from '../account/viewer.ts';
import { isCaughtUp, periodTitle } from './period.ts';

const writers: Readonly<Record<string, string>> = {
  local: 'without AI',
  openai: 'with OpenAI',
  anthropic: 'with Claude',
};

/** A digest as a letter; an empty day is the one line it has. Markdown only: HTML inside it is shown as text. */
export function DigestLetter({ digest }: { digest: DigestView }) {
  const { timezone } = useViewer();
  const isLine = !digest.content.trim().includes('\n');
  return (
    <article
      aria-label={periodTitle(digest)}
      className={cx(
        'rounded-card border border-line px-5 sm:px-9',
        isLine ? 'py-4' : 'bg-sheet py-6 shadow-lift sm:py-8',
      )}
    >
      <div className={cx('prose', isLine && 'text-soft')}>
        <Markdown disallowedElements={['img']}>{digest.content}</Markdown>
      </div>
      <p className={cx('text-xs text-faint', isLine ? 'mt-2' : 'mt-8 border-t border-line pt-4')}>
        Written <TimeAgo at={digest.createdAt} /> {writers[digest.provider] ?? ''}
        {isCaughtUp(digest, timezone) ? ', to catch up on what was missed' : ''}
      </p>
    </article>
  );
}
