import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';

/** Makes today's digest, or opens the one that is there already: asking twice is harmless. */
export function useGenerateToday(): { generate: () => void; generating: boolean } {
  const utils = trpc.useUtils();
  const { mutate, isPending } = trpc.digest.generateDaily.useMutation({
    onSuccess: () => utils.digest.list.invalidate(),
    onError: (error) => toast.error(`There is no digest yet. ${explain(error)}`),
  });
  return { generate: () => mutate({}), generating: isPending };
}
