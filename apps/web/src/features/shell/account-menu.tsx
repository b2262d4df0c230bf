import { LogOut } from 'lucide-react';
import Link from 'next/link';
import { cx } from '../../ui/class-names.ts';
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from '../../ui/menu.tsx';
import { useSignOut } from '../account/use-sign-out.ts';
import { useViewer } from '../account/viewer.ts';
import { useWaiting } from '../actions/use-waiting.ts';
import { morePlaces } from './navigation.ts';
import { type Theme, useTheme } from './theme.ts';
import { WaitingBadge, WaitingDot } from './waiting-badge.tsx';

const themes: readonly { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
];

/** Who is signed in, and what belongs to them: the places for now and then, appearance, help, the way out. */
export function AccountMenu({ compact, onHelp }: { compact: boolean; onHelp: () => void }) {
  const viewer = useViewer();
  const [theme, chooseTheme] = useTheme();
  const signOut = useSignOut();
  // At the side the place itself carries the number.
  const waits = useWaiting() > 0 && compact;
  const initial = [...viewer.name][0]?.toUpperCase() ?? '·';
  return (
    <Menu
      label="Account"
      align={compact ? 'end' : 'start'}
      trigger={
        <button
          type="button"
          aria-label={`${viewer.name}, account menu${waits ? ', something waits for you' : ''}`}
          className={cx(
            'relative flex items-center gap-3 rounded-lg text-left hover:bg-well',
            compact ? 'p-1' : 'w-full px-2 py-2',
          )}
        >
          <span
            className="inline-flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-tint font-serif text-accent before:content-[attr(data-initial)]"
            data-initial={initial}
            aria-hidden="true"
          />
          {waits ? <WaitingDot /> : null}
          {compact ? null : <span className="min-w-0 truncate text-sm">{viewer.name}</span>}
        </button>
      }
    >
      <MenuLabel>{viewer.email}</MenuLabel>
      {morePlaces.map(({ href, label, icon: Icon, badge }) => (
        <MenuItem key={href} asChild>
          <Link href={href}>
            <Icon className="icon" aria-hidden="true" />
            {label}
            {badge ? <WaitingBadge /> : null}
          </Link>
        </MenuItem>
      ))}
      <MenuItem onSelect={onHelp}>
        <span className="icon text-center font-mono text-xs leading-4" aria-hidden="true">
          ?
        </span>
        Keyboard help
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Appearance</MenuLabel>
      <MenuRadioGroup
        value={theme}
        onValueChange={(value) => {
          const chosen = themes.find((each) => each.theme === value);
          if (chosen) chooseTheme(chosen.theme);
        }}
      >
        {themes.map((each) => (
          <MenuRadioItem key={each.theme} value={each.theme} onSelect={(event) => event.preventDefault()}>
            {each.label}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut className="icon" aria-hidden="true" />
        Sign out
      </MenuItem>
    </Menu>
  );
}
