import { Check, Minus, X } from 'lucide-react';
import type { Operations } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { counted, percentWords } from '../../ui/format.ts';
import { scopeWords, targetWords } from './words.ts';

type Target = Operations['overview']['targets'][number];

const standings = {
  met: { icon: Check, word: 'On target', tone: 'text-accent' },
  missed: { icon: X, word: 'Off target', tone: 'text-danger' },
  unmeasured: { icon: Minus, word: 'Nothing to measure yet', tone: 'text-faint' },
} as const;

function standingOf({ met }: Target): keyof typeof standings {
  return met === null ? 'unmeasured' : met ? 'met' : 'missed';
}

/** What the service is held to, and where it stands over the last day. */
export function Targets({ targets }: { targets: readonly Target[] }) {
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-card border border-line bg-line lg:grid-cols-3">
      {targets.map((target) => (
        <TargetTile key={target.name} target={target} />
      ))}
    </ul>
  );
}

function TargetTile({ target }: { target: Target }) {
  const { title, of, goal } = targetWords[target.name];
  const { icon: Icon, word, tone } = standings[standingOf(target)];
  const value =
    target.value === null ? '–' : target.good === 'equal' ? target.value : percentWords(target.value);
  return (
    <li className="flex min-w-0 flex-col bg-sheet p-4 sm:p-5">
      <h3 className="text-sm text-soft">{title}</h3>
      <p className={cx('mt-1 mb-3 font-serif text-3xl tabular-nums', target.met === false && 'text-danger')}>
        {value}
      </p>
      <p className={cx('mt-auto flex items-start gap-1.5 text-sm font-medium', tone)}>
        <Icon className="icon mt-0.5" strokeWidth={2.5} aria-hidden="true" />
        {word}
      </p>
      <p className="mt-0.5 text-xs text-faint">
        Target: {goal}. {counted(target.of, of)}, {scopeWords[target.scope]}.
      </p>
    </li>
  );
}
