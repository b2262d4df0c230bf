import { Inbox, type LucideIcon, Newspaper } from 'lucide-react';
import { categoryLooks } from '../categories/categories.ts';

/** One place of the app. */
export interface Place {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`, it leads here. */
  readonly goKey: string;
}

/** The main places, in the order they are shown. */
export const places: readonly Place[] = [
  { label: 'Inbox', href: '/', icon: Inbox, goKey: 'i' },
  ...categoryLooks.map(({ label, href, icon, digit }) => ({ label, href, icon, goKey: digit })),
  { label: 'Digest', href: '/digest', icon: Newspaper, goKey: 'd' },
];

/** Where a key leads after `g`; settings have no place in the bar, only in the account menu. */
export const goTargets: Readonly<Record<string, string>> = {
  ...Object.fromEntries(places.map(({ goKey, href }) => [goKey, href])),
  s: '/settings',
};

/** True when a page belongs to a place. */
export function isAt(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/' && pathname.startsWith(`${href}/`));
}
