import { useId, useState } from 'react';
import type { Connection, ServiceHealth as Health } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfigureDialog, isConfigurable } from './configure-dialog.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { DigestToSlack } from './digest-to-slack.tsx';
import { DisconnectDialog } from './disconnect-dialog.tsx';
import { LastHeard, ServiceHealth } from './service-health.tsx';
import { useConnection } from './use-connection.ts';
import { statusWords, vendorWords } from './words.ts';

type Asked = 'connect' | 'configure' | 'disconnect';

/** One service a person can connect: how it stands, how its calls go, and what can be done about it. */
export function ConnectionCard({
  connection,
  health,
}: {
  connection: Connection;
  health: Health | undefined;
}) {
  const id = useId();
  const [asking, setAsking] = useState<Asked | null>(null);
  const actions = useConnection(connection.vendor);
  const { status, name, account } = connection;
  const { icon: Icon, does } = vendorWords[connection.vendor];
  const { label, tint } = statusWords[status];
  const dialog = (which: Asked) => ({
    open: asking === which,
    onOpenChange: (open: boolean) => setAsking(open ? which : null),
  });
  return (
    <li aria-labelledby={id} className="rounded-card border border-line bg-sheet p-4 sm:p-5">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={id} className="flex items-center gap-2.5 font-serif text-xl">
          <Icon className="size-5 text-soft" strokeWidth={1.75} aria-hidden="true" />
          {name}
        </h2>
        <Badge tint={tint}>{label}</Badge>
      </div>
      <p className="mt-1 text-sm text-soft">{does}</p>
      {status === 'reconnect_needed' ? (
        <p className="mt-3 rounded-lg bg-danger-tint px-3 py-2 text-sm text-danger">
          {name} no longer takes our credentials. Nothing is sent there until you connect it again.
        </p>
      ) : null}
      {status === 'not_connected' ? null : (
        <div className="mt-4 space-y-4">
          {account === null ? null : (
            <p className="text-sm wrap-anywhere">
              <span className="text-faint">Account</span> {account}
            </p>
          )}
          {connection.vendor === 'slack' ? <DigestToSlack /> : null}
          <LastHeard
            successAt={connection.lastSuccessAt}
            errorAt={connection.lastErrorAt}
            error={connection.lastError}
            syncAt={connection.lastSyncAt}
          />
          {health ? <ServiceHealth health={health} /> : null}
        </div>
      )}
      <div className="mt-4 flex flex-wrap gap-2">
        {status === 'connected' ? (
          <>
            <Button size="sm" busy={actions.busy.check} onClick={() => void actions.check()}>
              Test connection
            </Button>
            <Button size="sm" busy={actions.busy.sync} onClick={() => void actions.sync()}>
              Sync now
            </Button>
            {isConfigurable(connection) ? (
              <Button size="sm" onClick={() => setAsking('configure')}>
                What is kept
              </Button>
            ) : null}
          </>
        ) : (
          <Button size="sm" look="primary" onClick={() => setAsking('connect')}>
            {status === 'not_connected' ? 'Connect' : 'Reconnect'}
            <span className="sr-only"> {name}</span>
          </Button>
        )}
        {status === 'not_connected' ? null : (
          <Button size="sm" look="plain" onClick={() => setAsking('disconnect')}>
            Disconnect
          </Button>
        )}
      </div>
      <ConnectDialog {...dialog('connect')} connection={connection} connect={actions.connect} />
      <ConfigureDialog {...dialog('configure')} connection={connection} configure={actions.configure} />
      <DisconnectDialog
        {...dialog('disconnect')}
        name={name}
        busy={actions.busy.disconnect}
        onConfirm={actions.disconnect}
      />
    </li>
  );
}
