import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Toggle } from '../../ui/filters.tsx';

/** Whether new digests reach the person in Slack too. */
export function DigestToSlack() {
  const utils = trpc.useUtils();
  const account = trpc.account.get.useQuery();
  const update = trpc.account.update.useMutation();
  if (!account.data) return null;
  const change = async (digestToSlack: boolean) => {
    try {
      utils.account.get.setData(undefined, await update.mutateAsync({ digestToSlack }));
    } catch (error) {
      toast.error(`Nothing was changed. ${explain(error)}`);
    }
  };
  const wanted = update.isPending ? update.variables.digestToSlack : account.data.digestToSlack;
  return (
    <Toggle checked={wanted ?? false} onChange={(checked) => void change(checked)}>
      Send me each digest as a direct message
    </Toggle>
  );
}
