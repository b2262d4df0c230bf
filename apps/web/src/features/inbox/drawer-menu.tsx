import { ChevronDown } from 'lucide-react';
import Link from 'next/link';
import type { Category, Entry } from '../../trpc/client.ts';
import { cx } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from '../../ui/menu.tsx';
import { categoryLooks, lookOf } from '../categories/categories.ts';
import { recordAddress } from '../records/record-address.ts';

/** The drawer a thought lies in, which opens to move it to another. */
export function DrawerMenu(props: { entry: Entry; category: Category; onFix: (category: Category) => void }) {
  const { entry, category, onFix } = props;
  const look = lookOf(category);
  return (
    <Menu
      align="start"
      label="Move to"
      trigger={
        <button
          type="button"
          aria-label={`${look.label}, move to another drawer`}
          className={cx(
            'inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-xs font-medium',
            look.tint,
          )}
        >
          <look.icon className="size-3.5" aria-hidden="true" />
          {look.label}
          <ChevronDown className="-mr-0.5 size-3 opacity-70" aria-hidden="true" />
        </button>
      }
    >
      <MenuLabel>Move to</MenuLabel>
      <MenuRadioGroup
        value={category}
        onValueChange={(value) => {
          const chosen = categoryLooks.find((each) => each.category === value);
          if (chosen) onFix(chosen.category);
        }}
      >
        {categoryLooks.map(({ category: value, label, digit, icon: Icon, tone }) => (
          <MenuRadioItem key={value} value={value}>
            <Icon className={cx('icon', tone)} aria-hidden="true" />
            <span className="flex-1">{label}</span>
            <Kbd>{digit}</Kbd>
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      {entry.recordId ? (
        <>
          <MenuSeparator />
          <MenuItem asChild>
            <Link href={recordAddress(entry.recordId)}>Open the record</Link>
          </MenuItem>
        </>
      ) : null}
    </Menu>
  );
}
