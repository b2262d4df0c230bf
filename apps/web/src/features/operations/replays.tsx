import { trpc } from '../../trpc/client.ts';
import { counted } from '../../ui/format.ts';
import { steadyPages } from '../../ui/live.ts';
import { Loaded, ShowMore } from '../../ui/loaded.tsx';
import { TimeAgo } from '../../ui/time.tsx';
import { Nothing, Panel } from './panel.tsx';

const modeWords: Readonly<Record<string, string>> = {
  atomic: 'stored with its effects in one commit',
  leased: 'stored after its calls to other services',
};

/** Calls that came again and got the first one's answer, each with that first one. */
export function Replays() {
  const replays = trpc.reliability.replays.useInfiniteQuery({ limit: 30 }, steadyPages);
  return (
    <Panel
      title="Replays"
      intro="Calls that were sent again under the same key. Nothing happened a second time: they got the first answer, to the byte."
    >
      <Loaded query={replays} label="replays" rows={4}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <Nothing>Nothing was sent twice so far.</Nothing>;
          return (
            <ul className="divide-y divide-line">
              {items.map((replay) => (
                <li key={`${replay.procedure} ${replay.key}`} className="py-3">
                  <p className="flex flex-wrap items-baseline gap-x-3">
                    <span className="font-mono text-sm font-medium">{replay.procedure}</span>
                    <span className="text-sm text-accent">
                      answered again {counted(replay.replays, 'time')}
                    </span>
                    {replay.lastReplayedAt ? (
                      <span className="ml-auto text-xs text-faint">
                        last: <TimeAgo at={replay.lastReplayedAt} />
                      </span>
                    ) : null}
                  </p>
                  <p className="mt-1 text-sm text-soft">
                    The original <TimeAgo at={replay.createdAt} />, {modeWords[replay.mode] ?? replay.mode}
                  </p>
                  <p className="mt-0.5 font-mono text-xs break-all text-faint">{replay.key}</p>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <ShowMore query={replays} />
    </Panel>
  );
}
