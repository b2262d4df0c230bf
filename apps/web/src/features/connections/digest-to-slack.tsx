import { useState } from 'react';
import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Toggle } from '../../ui/filters.tsx';

/** Whether new digests reach the person in Slack too. */
export function DigestToSlack() {
  const utils = trpc.useUtils();
  const account = trpc.account.get.useQuery();
  const update = trpc.account.update.useMutation();
  // Kept here, since the mutation tells of its input a moment later: until then the box would jump back.
  const [asked, setAsked] = useState<boolean>();
  if (!account.data) return null;
  const change = async (digestToSlack: boolean) => {
    setAsked(digestToSlack);
    try {
      utils.account.get.setData(undefined, await update.mutateAsync({ digestToSlack }));
    } catch (error) {
      toast.error(`Nothing was changed. ${explain(error)}`);
    }
    setAsked(undefined);
  };
  return (
    <Toggle
      checked={asked ?? account.data.digestToSlack ?? false}
      onChange={(checked) => void change(checked)}
    >
      Send me each digest as a direct message
    </Toggle>
  );
}
