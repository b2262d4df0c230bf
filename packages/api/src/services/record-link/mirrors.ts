import { calendarMirror } from '../calendar/mirror.ts';
import { notionMirror } from '../notion/mirror.ts';
import type { Mirror } from './mirror.ts';
import type { MirrorVendor } from './wanted.ts';

/** How each vendor mirrors records. */
export const mirrors: { readonly [V in MirrorVendor]: Mirror<V> } = {
  google_calendar: calendarMirror,
  notion: notionMirror,
};
