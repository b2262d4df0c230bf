import { toast } from 'sonner';
import { type ConfigureInput, type ConnectInput, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import type { Vendor } from './words.ts';

/** What a person does with one connection. What comes of it is said in words; then everything is asked for anew. */
export function useConnection(vendor: Vendor) {
  const utils = trpc.useUtils();
  const refresh = () => utils.integration.invalidate();
  const connect = trpc.integration.connect.useMutation({ onSettled: refresh });
  const configure = trpc.integration.configure.useMutation({ onSettled: refresh });
  const disconnect = trpc.integration.disconnect.useMutation({ onSettled: refresh });
  const check = trpc.integration.test.useMutation({ onSettled: refresh });
  const sync = trpc.integration.sync.useMutation({ onSettled: refresh });
  return {
    busy: { disconnect: disconnect.isPending, check: check.isPending, sync: sync.isPending },
    /** @throws Error with what the server said, for the form to show. */
    connect: async (input: ConnectInput) => {
      const { integration } = await connect.mutateAsync(input).catch((error: unknown) => {
        throw new Error(explain(error));
      });
      toast(`${integration.name} is connected`);
    },
    /** @throws Error with what the server said, for the form to show. */
    configure: async (input: ConfigureInput) => {
      await configure.mutateAsync(input).catch((error: unknown) => {
        throw new Error(explain(error));
      });
      toast('Saved');
    },
    disconnect: async () => {
      try {
        const { integration } = await disconnect.mutateAsync({ vendor });
        toast(`${integration.name} is disconnected`);
      } catch (error) {
        toast.error(`It is still connected. ${explain(error)}`);
      }
    },
    check: async () => {
      try {
        const { ok, message } = await check.mutateAsync({ vendor });
        if (ok) toast(message);
        else toast.error(message);
      } catch (error) {
        toast.error(explain(error));
      }
    },
    sync: async () => {
      try {
        await sync.mutateAsync({ vendor });
        toast('Synced');
      } catch (error) {
        toast.error(`Nothing was synced. ${explain(error)}`);
      }
    },
  };
}
