import { toast } from 'sonner';
import { trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { Loaded } from '../../ui/loaded.tsx';
import { Switch } from '../../ui/switch.tsx';
import { ActionPart } from './action-part.tsx';
import { kindLabels } from './words.ts';

/** The kinds of action that the person need not be asked about one by one. */
export function StandingApprovals() {
  const utils = trpc.useUtils();
  const account = trpc.account.get.useQuery();
  const { mutateAsync, isPending } = trpc.account.update.useMutation();
  const change = async (kinds: readonly string[]) => {
    try {
      // The server knows the kinds: one that it does not is refused in words.
      await mutateAsync({ autoApprove: [...kinds] as Parameters<typeof mutateAsync>[0]['autoApprove'] });
    } catch (error) {
      toast.error(`Nothing was changed. ${explain(error)}`);
    }
    await utils.account.get.invalidate();
  };
  return (
    <ActionPart
      title="Without asking"
      intro="Kinds that are switched on are approved as they are proposed. Everything can still be seen, and mostly taken back, here."
    >
      <Loaded query={account} label="standing approvals" rows={2}>
        {({ autoApprove }) => (
          <ul className="divide-y divide-line rounded-card border border-line bg-sheet">
            {Object.entries(kindLabels).map(([kind, label]) => (
              <li key={kind} className="flex items-center justify-between gap-4 px-4 py-2.5 sm:px-5">
                <span className="text-sm">{label}</span>
                <Switch
                  label={`${label}, without asking`}
                  checked={autoApprove.includes(kind)}
                  disabled={isPending}
                  onChange={(on) =>
                    void change(on ? [...autoApprove, kind] : autoApprove.filter((each) => each !== kind))
                  }
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </ActionPart>
  );
}
