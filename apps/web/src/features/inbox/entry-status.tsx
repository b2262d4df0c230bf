import type { Category, Entry } from '../../trpc/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { lookOf } from '../categories/categories.ts';
import { DrawerMenu } from './drawer-menu.tsx';

/** A confidence of 0..1 as a person reads it. */
function percent(confidence: number): string {
  return `${Math.round(confidence * 100)}%`;
}

function Sure({ confidence }: { confidence: number }) {
  return <span title="How sure the filing was">{percent(confidence)} sure</span>;
}

/** Where a thought stands: being filed, filed, waiting for review, or failed. */
export function EntryStatus({ entry, onFix }: { entry: Entry; onFix: (category: Category) => void }) {
  const { status, category, confidence } = entry;
  if (status === 'received' || status === 'classifying') {
    return (
      <Badge tint="bg-well text-soft">
        <span className="size-1.5 animate-breathe rounded-full bg-accent" aria-hidden="true" />
        Filing…
      </Badge>
    );
  }
  if (status === 'needs_review') {
    return (
      <>
        <Badge tint="bg-review-tint text-review">Needs review</Badge>
        {category ? (
          <span>
            Perhaps {lookOf(category).label}
            {confidence === null ? '' : `, ${percent(confidence)} sure`}
          </span>
        ) : null}
      </>
    );
  }
  if (status === 'failed' || category === null)
    return <Badge tint="bg-danger-tint text-danger">Not filed</Badge>;
  return (
    <>
      <DrawerMenu entry={entry} category={category} onFix={onFix} />
      {status === 'fixed' ? (
        <span>by you</span>
      ) : confidence === null ? null : (
        <Sure confidence={confidence} />
      )}
    </>
  );
}
