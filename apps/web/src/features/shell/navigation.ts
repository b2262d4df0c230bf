import { Activity, Inbox, type LucideIcon, Newspaper, Settings } from 'lucide-react';
import { categoryLooks } from '../categories/categories.ts';

/** One place of the app. */
export interface Place {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`, it leads here. */
  readonly goKey: string;
}

/** The places of every day, in the order they are shown: at the side, on a phone in the bar at the bottom. */
export const dailyPlaces: readonly Place[] = [
  { label: 'Inbox', href: '/', icon: Inbox, goKey: 'i' },
  ...categoryLooks.map(({ label, href, icon, digit }) => ({ label, href, icon, goKey: digit })),
  { label: 'Digest', href: '/digest', icon: Newspaper, goKey: 'd' },
];

/** The places for now and then: at the side below the daily ones, on a phone in the account menu. */
export const morePlaces: readonly Place[] = [
  { label: 'Operations', href: '/operations', icon: Activity, goKey: 'o' },
  { label: 'Settings', href: '/settings', icon: Settings, goKey: 's' },
];

/** All places. */
export const places: readonly Place[] = [...dailyPlaces, ...morePlaces];

/** Where a key leads after `g`. */
export const goTargets: Readonly<Record<string, string>> = Object.fromEntries(
  places.map(({ goKey, href }) => [goKey, href]),
);

/** True when a page belongs to a place. */
export function isAt(pathname: string, href: string): boolean {
  return pathname === href || (href !== '/' && pathname.startsWith(`${href}/`));
}
