import { CalendarDays, type LucideIcon, Mail, MessageSquare, NotebookText } from 'lucide-react';
import type { Connection } from '../../trpc/client.ts';

export type Vendor = Connection['vendor'];

/** What a connection is good for, and what there is to look at it by. */
export const vendorWords: Readonly<Record<Vendor, { icon: LucideIcon; does: string }>> = {
  slack: {
    icon: MessageSquare,
    does: 'What you write in a channel or with /capture is kept, /brain finds it again, and digests reach you as a direct message.',
  },
  notion: {
    icon: NotebookText,
    does: 'Each drawer is mirrored to a database of its own. What you change there comes back.',
  },
  gmail: {
    icon: Mail,
    does: 'Mail with a label you choose, or sent to an address you choose, is kept. Drafts are written for you, never sent.',
  },
  google_calendar: {
    icon: CalendarDays,
    does: 'What has a date becomes an event and follows changes both ways.',
  },
};

/** How a connection's state reads, and the colours it has. */
export const statusWords: Readonly<Record<Connection['status'], { label: string; tint: string }>> = {
  not_connected: { label: 'Not connected', tint: 'bg-well text-soft' },
  connected: { label: 'Connected', tint: 'bg-accent-tint text-accent' },
  reconnect_needed: { label: 'Reconnect needed', tint: 'bg-danger-tint text-danger' },
};
