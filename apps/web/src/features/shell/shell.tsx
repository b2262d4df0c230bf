import Link from 'next/link';
import { useRouter } from 'next/router';
import { type ReactNode, useState } from 'react';
import { cx } from '../../ui/class-names.ts';
import { Wordmark } from '../../ui/mark.tsx';
import { AccountMenu } from './account-menu.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { dailyPlaces, isAt, morePlaces, type Place, searchPlace } from './navigation.ts';
import { useShortcuts } from './use-shortcuts.ts';
import { WaitingBadge } from './waiting-badge.tsx';

/** The frame of every signed-in page: places at the side, on a phone at the bottom. */
export function Shell({ children }: { children: ReactNode }) {
  const { pathname } = useRouter();
  const [helpOpen, setHelpOpen] = useState(false);
  const openHelp = () => setHelpOpen(true);
  useShortcuts(openHelp);
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[14.5rem_1fr]">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 flex items-center justify-between border-b border-line bg-paper px-4 py-2 md:hidden">
        <Link href="/" aria-label="Ballast, to the inbox">
          <Wordmark />
        </Link>
        <div className="flex items-center gap-1">
          <Link
            href={searchPlace.href}
            aria-label={searchPlace.label}
            aria-current={isAt(pathname, searchPlace.href) ? 'page' : undefined}
            className="inline-flex size-10 items-center justify-center rounded-lg text-soft hover:bg-well hover:text-ink"
          >
            <searchPlace.icon className="size-5" strokeWidth={1.75} aria-hidden="true" />
          </Link>
          <AccountMenu compact onHelp={openHelp} />
        </div>
      </header>
      <aside className="sticky top-0 hidden h-dvh flex-col border-r border-line px-4 py-6 md:flex">
        <Link href="/" aria-label="Ballast, to the inbox" className="self-start rounded px-2">
          <Wordmark />
        </Link>
        <nav aria-label="Main" className="mt-8 flex-1 space-y-0.5 overflow-y-auto">
          {dailyPlaces.map((place) => (
            <PlaceLink key={place.href} {...place} wide />
          ))}
          <div className="mx-2.5 my-3! h-px bg-line" />
          {morePlaces.map((place) => (
            <PlaceLink key={place.href} {...place} wide />
          ))}
        </nav>
        <AccountMenu compact={false} onHelp={openHelp} />
      </aside>
      <main id="content" tabIndex={-1} className="min-w-0 outline-none max-md:pb-20">
        {children}
      </main>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-30 grid auto-cols-fr grid-flow-col border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        {dailyPlaces
          .filter((place) => place !== searchPlace)
          .map((place) => (
            <PlaceLink key={place.href} {...place} wide={false} />
          ))}
      </nav>
      <KeyboardHelp open={helpOpen} onOpenChange={setHelpOpen} />
    </div>
  );
}

function PlaceLink({ label, href, icon: Icon, badge, wide }: Place & { wide: boolean }) {
  const { pathname } = useRouter();
  const here = isAt(pathname, href);
  return (
    <Link
      href={href}
      aria-current={here ? 'page' : undefined}
      className={cx(
        'flex items-center transition-colors duration-100',
        wide ? 'gap-3 rounded-lg px-2.5 py-2 text-[0.9375rem]' : 'flex-col gap-1 py-2 text-2xs',
        here ? cx('font-medium text-ink', wide && 'bg-well') : 'text-soft hover:text-ink',
        here || !wide ? '' : 'hover:bg-well',
      )}
    >
      <Icon
        className={cx(wide ? 'icon' : 'size-5', here && 'text-accent')}
        strokeWidth={1.75}
        aria-hidden="true"
      />
      {label}
      {badge && wide ? <WaitingBadge /> : null}
    </Link>
  );
}
