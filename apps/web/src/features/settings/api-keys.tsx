import { useState } from 'react';
import { toast } from 'sonner';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/states.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import type { ApiKeySummary } from '../account/accounts-client.ts';
import { FormError } from '../account/form-error.tsx';
import { fieldOf, useSubmit } from '../account/use-submit.ts';
import { NewKey } from './new-key.tsx';
import { useApiKeys } from './use-api-keys.ts';

/** Personal API keys: made, shown once, revoked. */
export function ApiKeys() {
  const { keys, create, revoke } = useApiKeys();
  const [secret, setSecret] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<ApiKeySummary | null>(null);
  const { busy, error, onSubmit } = useSubmit(async (fields) => {
    setSecret(await create.mutateAsync(fieldOf(fields, 'keyName').trim()));
  });
  const confirmRevoke = async (key: ApiKeySummary) => {
    try {
      await revoke.mutateAsync(key.id);
      setDoomed(null);
    } catch (thrown) {
      toast.error(thrown instanceof Error ? thrown.message : 'The key was not revoked.');
    }
  };
  return (
    <>
      {keys.isPending ? <SkeletonRows rows={1} label="Loading API keys" /> : null}
      {keys.isError ? <ErrorState message={keys.error.message} onRetry={() => void keys.refetch()} /> : null}
      {keys.data && keys.data.length > 0 ? (
        <ul className="mb-6 divide-y divide-line">
          {keys.data.map((key) => (
            <li key={key.id} className="flex items-center justify-between gap-4 py-3">
              <div className="min-w-0">
                <p className="truncate font-medium">{key.name ?? 'Unnamed'}</p>
                <p className="text-xs text-faint">
                  <code className="font-mono">{key.start ?? ''}…</code> · made <TimeAgo at={key.createdAt} />{' '}
                  ·{' '}
                  {key.lastRequest ? (
                    <>
                      used <TimeAgo at={key.lastRequest} />
                    </>
                  ) : (
                    'never used'
                  )}
                </p>
              </div>
              <Button
                size="sm"
                onClick={() => setDoomed(key)}
                aria-label={`Revoke ${key.name ?? 'this key'}`}
              >
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <form onSubmit={onSubmit} className="space-y-3">
        <div className="flex items-end gap-3">
          <div className="flex-1">
            <TextField
              label="New key"
              name="keyName"
              placeholder="What it is for"
              required
              maxLength={60}
              autoComplete="off"
            />
          </div>
          <SubmitButton busy={busy}>Create key</SubmitButton>
        </div>
        <FormError message={error} />
      </form>
      <NewKey secret={secret} onClose={() => setSecret(null)} />
      <Dialog
        open={doomed !== null}
        onOpenChange={(open) => !open && setDoomed(null)}
        title="Revoke this key?"
        description={`Whatever uses “${doomed?.name ?? ''}” is locked out at once. This can’t be undone.`}
      >
        <div className="flex justify-end gap-2">
          <Button onClick={() => setDoomed(null)}>Keep it</Button>
          <Button look="danger" busy={revoke.isPending} onClick={() => doomed && void confirmRevoke(doomed)}>
            Revoke key
          </Button>
        </div>
      </Dialog>
    </>
  );
}
