import { cx } from '../../ui/class-names.ts';
import { inputClass } from '../../ui/field.tsx';
import { categoryLooks } from '../categories/categories.ts';
import { type Search, spans, type When } from './search-address.ts';

const whens: readonly { value: When; label: string }[] = [
  { value: 'any', label: 'Any time' },
  ...spans,
  { value: 'between', label: 'Between two days' },
];

/** What narrows a search down: the drawer, and when the thought came. */
export function SearchFilters({
  search,
  onChange,
}: {
  search: Search;
  onChange: (part: Partial<Search>) => void;
}) {
  const chosen = (category: Search['category']) => search.category === category;
  return (
    <div className="mt-3 space-y-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <fieldset className="flex flex-wrap gap-1.5">
          <legend className="sr-only">Drawer</legend>
          <Chip label="All" checked={chosen(undefined)} onCheck={() => onChange({ category: undefined })} />
          {categoryLooks.map(({ category, label, tint }) => (
            <Chip
              key={category}
              label={label}
              tint={tint}
              checked={chosen(category)}
              onCheck={() => onChange({ category })}
            />
          ))}
        </fieldset>
        <select
          aria-label="Captured"
          value={search.when}
          onChange={(event) => {
            const when = whens.find(({ value }) => value === event.target.value)?.value ?? 'any';
            onChange({ when });
          }}
          className="h-8 rounded-lg border border-edge bg-sheet px-2 text-sm sm:ml-auto"
        >
          {whens.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </div>
      {search.when === 'between' ? (
        <div className="grid grid-cols-2 gap-3 sm:max-w-sm">
          <Day
            label="From"
            value={search.fromDay}
            max={search.toDay}
            onChange={(fromDay) => onChange({ fromDay })}
          />
          <Day
            label="To"
            value={search.toDay}
            min={search.fromDay}
            onChange={(toDay) => onChange({ toDay })}
          />
        </div>
      ) : null}
    </div>
  );
}

function Chip(props: { label: string; tint?: string; checked: boolean; onCheck: () => void }) {
  const { label, tint = 'bg-accent-tint text-accent', checked, onCheck } = props;
  return (
    <label
      className={cx(
        'inline-flex h-8 items-center rounded-full border px-3 text-sm transition-colors duration-100',
        'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent',
        checked ? cx(tint, 'border-current font-medium') : 'border-line bg-sheet text-soft hover:border-edge',
      )}
    >
      <input type="radio" name="drawer" className="sr-only" checked={checked} onChange={onCheck} />
      {label}
    </label>
  );
}

function Day(props: {
  label: string;
  value: string;
  min?: string;
  max?: string;
  onChange: (day: string) => void;
}) {
  const { label, value, min, max, onChange } = props;
  return (
    <label className="flex min-w-0 items-center gap-2 text-sm text-soft">
      {label}
      <input
        type="date"
        value={value}
        min={min || undefined}
        max={max || undefined}
        onChange={(event) => onChange(event.target.value)}
        className={cx(inputClass, 'h-8 min-w-0 px-2! text-sm!')}
      />
    </label>
  );
}
