import { trpc } from '../../trpc/client.ts';
import { useSettled } from '../../ui/use-settled.ts';
import { type Meaning, mayBeAsked, meaningNow } from './meaning.ts';
import { tidyThought } from './thought-text.ts';

/** How long typing rests before the server is asked what a text means, in ms. */
const restMs = 600;

/** What the text in the box means so far. The server is asked once typing rests, and only about likely questions. */
export function useMeaning(draft: string): Meaning {
  const text = tidyThought(draft);
  const settled = useSettled(text, restMs);
  const worthAsking = settled === text && mayBeAsked(text);
  const { data } = trpc.intent.detect.useQuery(
    { text: settled },
    { enabled: worthAsking, staleTime: Number.POSITIVE_INFINITY },
  );
  return meaningNow(text, worthAsking ? data : undefined);
}
