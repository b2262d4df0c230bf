import { toast } from 'sonner';
import { type DigestView, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { type Period, periodTitle } from './period.ts';

/** What came of asking for a digest. */
export interface Generated {
  readonly digest: DigestView;
  /** False when it was there already. */
  readonly created: boolean;
}

/** Writes a period's digest, or opens the one that is there already: asking twice is harmless. */
export function useGenerate(onDone: (generated: Generated) => void): {
  generate: (period: Period) => void;
  /** What is being written now. */
  writing: Period | null;
} {
  const utils = trpc.useUtils();
  const options = {
    onSuccess: async (generated: Generated) => {
      await utils.digest.list.invalidate();
      onDone(generated);
    },
  };
  const daily = trpc.digest.generateDaily.useMutation({
    ...options,
    onError: (error) => toast.error(`There is no digest yet. ${explain(error)}`),
  });
  const weekly = trpc.digest.generateWeekly.useMutation({
    ...options,
    onError: (error) => toast.error(`There is no review yet. ${explain(error)}`),
  });
  const asked = daily.isPending
    ? daily.variables?.date
    : weekly.isPending
      ? weekly.variables?.week
      : undefined;
  return {
    generate: ({ kind, periodKey }) =>
      kind === 'daily' ? daily.mutate({ date: periodKey }) : weekly.mutate({ week: periodKey }),
    writing: asked === undefined ? null : { kind: daily.isPending ? 'daily' : 'weekly', periodKey: asked },
  };
}

/** Says that a digest was there already, and that there is one of each. */
export function alreadyThere(digest: DigestView): string {
  return digest.kind === 'daily'
    ? `The digest of ${periodTitle(digest)} was written already. There is one a day, and this is it.`
    : `The review of ${periodTitle(digest)} was written already. There is one a week, and this is it.`;
}
