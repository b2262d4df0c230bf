import type { RecordRow } from '@ballast/db';

/** The vendors at which records have copies. */
export type MirrorVendor = 'google_calendar' | 'notion';

/** What that depends on. */
type Wanting = Pick<RecordRow, 'category' | 'dueAt' | 'status'>;

/** Which records get a copy at each of them; a record that has one already keeps being followed. */
export const wanted: Readonly<Record<MirrorVendor, (record: Wanting) => boolean>> = {
  google_calendar: ({ dueAt, status }) => dueAt !== null && status !== 'archived',
  notion: ({ status }) => status !== 'archived',
};

export const mirrorVendors = Object.keys(wanted) as MirrorVendor[];

/** True for a vendor at which records have copies. */
export function isMirrorVendor(vendor: string): vendor is MirrorVendor {
  return Object.hasOwn(wanted, vendor);
}
