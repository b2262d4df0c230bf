import Link from 'next/link';
import { trpc } from '../../trpc/client.ts';
import { buttonClass } from '../../ui/button.tsx';
import { type Command, readCommand } from './command.ts';
import { TargetOffers } from './target-offers.tsx';

/** Offers what a command asks for. Nothing happens until the person presses a button. */
export function CommandOffer({ text, onDone }: { text: string; onDone: () => void }) {
  const command = readCommand(text);
  // The server reads dates in all their wordings; asked before, it answers from the cache.
  const { data } = trpc.intent.detect.useQuery({ text }, { staleTime: Number.POSITIVE_INFINITY });
  switch (command.kind) {
    case 'finish':
    case 'archive':
    case 'snooze':
      return <TargetOffers kind={command.kind} target={command.target} day={data?.date} onDone={onDone} />;
    case 'digest':
    case 'go':
      return <GoOffer command={command} onDone={onDone} />;
    case 'unknown':
      return (
        <p className="text-sm text-soft">
          This sounds like something to do, but Ballast does not know how. Records can be finished, archived
          and snoozed from here.
        </p>
      );
  }
}

function GoOffer(props: { command: Extract<Command, { kind: 'digest' | 'go' }>; onDone: () => void }) {
  const { command, onDone } = props;
  const [href, label] =
    command.kind === 'go'
      ? [command.href, command.label]
      : command.period === 'weekly'
        ? ['/digest?show=weekly', 'the weekly review']
        : ['/digest', 'today’s digest'];
  return (
    <Link href={href} onClick={onDone} className={buttonClass('primary', 'sm')}>
      Go to {label}
    </Link>
  );
}
