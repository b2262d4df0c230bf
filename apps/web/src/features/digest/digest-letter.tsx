import Markdown from 'react-markdown';
import type { DigestView } from '../../trpc/client.ts';
import { TimeAgo } from '../../ui/time.tsx';
import { periodTitle } from './period.ts';

const writers: Readonly<Record<string, string>> = {
  local: 'without AI',
  openai: 'with OpenAI',
  anthropic: 'with Claude',
};

/** A digest as a letter. Markdown only: HTML inside it is shown as text. */
export function DigestLetter({ digest }: { digest: DigestView }) {
  return (
    <article
      aria-label={periodTitle(digest)}
      className="rounded-card border border-line bg-sheet px-5 py-6 shadow-lift sm:px-9 sm:py-8"
    >
      <div className="prose">
        <Markdown disallowedElements={['img']}>{digest.content}</Markdown>
      </div>
      <p className="mt-8 border-t border-line pt-4 text-xs text-faint">
        Written <TimeAgo at={digest.createdAt} /> {writers[digest.provider] ?? ''}
      </p>
    </article>
  );
}
