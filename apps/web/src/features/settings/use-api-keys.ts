import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { accounts } from '../account/accounts-client.ts';

const queryKey = ['accounts', 'api-keys'];

/** The person's API keys, and how to make and revoke them. */
export function useApiKeys() {
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey });
  return {
    keys: useQuery({ queryKey, queryFn: accounts.listKeys }),
    create: useMutation({ mutationFn: accounts.createKey, onSuccess: refresh }),
    revoke: useMutation({ mutationFn: accounts.deleteKey, onSuccess: refresh }),
  };
}
