import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { toast } from 'sonner';
import { z } from 'zod';
import { type DemoSwitch, demoSwitchSchema } from './situations.ts';

const queryKey = ['demo', 'faults'];
const path = '/api/demo/faults';

async function ask(change?: DemoSwitch): Promise<DemoSwitch[]> {
  const response = await fetch(path, {
    ...(change === undefined
      ? {}
      : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) }),
  });
  if (!response.ok) throw new Error('The simulated vendors can’t be reached.');
  return z.array(demoSwitchSchema).parse(await response.json());
}

/** What is wrong with each simulated vendor, and how to change it. */
export function useDemoSwitches() {
  const client = useQueryClient();
  return {
    switches: useQuery({ queryKey, queryFn: () => ask() }),
    change: useMutation({
      mutationFn: ask,
      onSuccess: (now) => client.setQueryData(queryKey, now),
      onError: (error) => toast.error(error.message),
    }),
  };
}
