import type { Operations } from '../../trpc/client.ts';
import { durationWords } from '../../ui/format.ts';
import { Nothing } from './panel.tsx';

type Policy = Operations['policies']['items'][number];

const columns: readonly { label: string; of: (policy: Policy) => string }[] = [
  { label: 'One attempt may take', of: ({ timeoutMs }) => durationWords(timeoutMs) },
  { label: 'Retries', of: ({ maxRetries }) => `up to ${maxRetries}` },
  {
    label: 'Wait between',
    of: ({ retryInitialMs, retryMaxMs }) =>
      `${durationWords(retryInitialMs)} to ${durationWords(retryMaxMs)}`,
  },
  { label: 'Left alone after', of: ({ breakerFailures }) => `${breakerFailures} failures in a row` },
  { label: 'for', of: ({ breakerCooldownMs }) => durationWords(breakerCooldownMs) },
  { label: 'At worst, in all', of: ({ worstCaseMs }) => durationWords(worstCaseMs) },
];

/** The timeouts and retries in force, from the environment of the process that answered. */
export function Policies({ items }: { items: readonly Policy[] }) {
  if (items.length === 0) return <Nothing>This process calls no other service.</Nothing>;
  return (
    <div className="grid gap-3 md:grid-cols-2">
      {items.map((policy) => (
        <div key={policy.name} className="rounded-card border border-line bg-sheet p-4 sm:p-5">
          <h3 className="font-medium">{policy.name === 'ai' ? 'AI providers' : 'Connected services'}</h3>
          <dl className="mt-3 grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm">
            {columns.map(({ label, of }) => (
              <div key={label} className="contents">
                <dt className="text-soft">{label}</dt>
                <dd className="text-right tabular-nums">{of(policy)}</dd>
              </div>
            ))}
          </dl>
        </div>
      ))}
    </div>
  );
}
