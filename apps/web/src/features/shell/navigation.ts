import {
  Activity,
  Inbox,
  ListChecks,
  type LucideIcon,
  Newspaper,
  Search,
  Settings,
  Workflow,
} from 'lucide-react';
import { categoryLooks } from '../categories/categories.ts';

/** One place of the app. */
export interface Place {
  readonly label: string;
  readonly href: string;
  readonly icon: LucideIcon;
  /** Pressed after `g`, it leads here. */
  readonly goKey: string;
  /** Shows how much waits there for the person's word. */
  readonly badge?: 'waiting';
}

/** Where everything is found: at the side among the others, on a phone at the top, where it stays in reach. */
export const searchPlace: Place = { label: 'Search', href: '/search', icon: Search, goKey: '/' };

/** The places of every day, in the order they are shown: at the side, on a phone in the bar at the bottom. */
export const dailyPlaces: readonly Place[] = [
  { label: 'Inbox', href: '/', icon: Inbox, goKey: 'i' },
  searchPlace,
  ...categoryLooks.map(({ label, href, icon, digit }) => ({ label, href, icon, goKey: digit })),
  { label: 'Digest', href: '/digest', icon: Newspaper, goKey: 'd' },
];

/** The places for now and then: at the side below the daily ones, on a phone in the account menu. */
export const morePlaces: readonly Place[] = [
  { label: 'Workflows', href: '/workflows', icon: Workflow, goKey: 'w' },
  { label: 'Actions', href: '/actions', icon: ListChecks, goKey: 'a', badge: 'waiting' },
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
