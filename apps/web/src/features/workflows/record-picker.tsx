import { X } from 'lucide-react';
import { useId, useState } from 'react';
import { type Category, trpc } from '../../trpc/client.ts';
import { explain } from '../../trpc/explain.ts';
import { IconButton } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { TextField } from '../../ui/field.tsx';
import { lookOf } from '../categories/categories.ts';
import { type FoundRecord, useRecordSearch } from './use-record-search.ts';

interface Props {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  category?: Category | undefined;
  /** The picked record's id; empty while there is none. */
  value: string;
  onChange: (id: string) => void;
}

/** Picks one record by typing what it is about. */
export function RecordPicker({ label, hint, error, category, value, onChange }: Props) {
  const [typed, setTyped] = useState('');
  const listId = useId();
  const { records, error: searchError } = useRecordSearch(typed, category, value === '');
  if (value !== '') return <Picked label={label} id={value} error={error} onClear={() => onChange('')} />;
  return (
    <div>
      <TextField
        label={label}
        hint={hint}
        error={error}
        value={typed}
        placeholder="Type a few letters of it"
        autoComplete="off"
        aria-controls={listId}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          const [first] = records ?? [];
          if (event.key !== 'Enter') return;
          // The form must not be sent by a search.
          event.preventDefault();
          if (first && typed.trim() !== '') onChange(first.id);
        }}
      />
      <ul id={listId} aria-label="Records" className="mt-2 space-y-0.5">
        {records?.map((record) => (
          <li key={record.id}>
            <button
              type="button"
              onClick={() => onChange(record.id)}
              className="flex w-full items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left text-sm hover:bg-well"
            >
              <RecordName record={record} />
            </button>
          </li>
        ))}
      </ul>
      {records?.length === 0 ? <p className="mt-2 text-sm text-soft">Nothing fits.</p> : null}
      {searchError ? <p className="mt-2 text-sm text-danger">{explain(searchError)}</p> : null}
    </div>
  );
}

function Picked(props: { label: string; id: string; error: string | undefined; onClear: () => void }) {
  const { label, id, error, onClear } = props;
  // A template in place of an id is shown as it is.
  const isId = /^[0-9a-f-]{36}$/.test(id);
  const { data, isError } = trpc.record.get.useQuery({ id }, { enabled: isId });
  return (
    <div>
      <p className="mb-1.5 text-sm font-medium">{label}</p>
      <div
        className={cx(
          'flex items-center justify-between gap-3 rounded-lg border bg-sheet py-0.5 pr-1 pl-3 text-sm',
          error ? 'border-danger' : 'border-line',
        )}
      >
        {data ? (
          <RecordName record={data.record} />
        ) : (
          <span className="truncate">{isError ? 'A record that is gone' : isId ? '…' : id}</span>
        )}
        <IconButton label="Pick another" onClick={onClear}>
          <X className="icon" />
        </IconButton>
      </div>
      {error ? <p className="mt-1.5 text-sm text-danger">{error}</p> : null}
    </div>
  );
}

function RecordName({ record }: { record: FoundRecord }) {
  const { icon: Icon, tone, label } = lookOf(record.category);
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Icon className={cx('icon', tone)} aria-hidden="true" />
      <span dir="auto" className="truncate">
        {record.title}
      </span>
      <span className="sr-only">, {label}</span>
    </span>
  );
}
