/** What keeps a record's copies at the vendors that mirror records; what it says is read when it is delivered. */
type RecordCopy =
  | {
      readonly operation: 'record.put';
      readonly payload: { readonly recordId: string; readonly version: number };
    }
  | {
      readonly operation: 'record.remove';
      readonly payload: { readonly recordId: string; readonly externalId: string | null };
    };

/** What can be sent abroad, by vendor and operation. Times are ISO 8601. */
export type OutboxContent =
  | (RecordCopy & { readonly vendor: 'notion' | 'google_calendar' })
  | {
      readonly vendor: 'slack';
      readonly operation: 'message.post';
      /** Without a channel it goes to the person themselves. */
      readonly payload: {
        readonly text: string;
        readonly channel: string | null;
        /** The message it answers, by Slack's own time; absent: it stands by itself. */
        readonly threadTs?: string;
      };
    }
  | {
      readonly vendor: 'notion';
      readonly operation: 'page.create';
      readonly payload: {
        readonly title: string;
        readonly content: string | null;
        /** The record it stands for, where there is one. */
        readonly recordId: string | null;
      };
    }
  | {
      readonly vendor: 'google_calendar';
      readonly operation: 'event.put';
      readonly payload: {
        readonly title: string;
        readonly startsAt: string;
        readonly endsAt: string;
        /** True when it is days that count, in `timezone`. */
        readonly allDay: boolean;
        /** IANA name. */
        readonly timezone: string;
        readonly description: string | null;
      };
    }
  | {
      readonly vendor: 'gmail';
      readonly operation: 'draft.create';
      readonly payload: { readonly to: string; readonly subject: string; readonly body: string };
    };

const vendorNames: Readonly<Record<string, string>> = {
  slack: 'Slack',
  notion: 'Notion',
  google_calendar: 'Google Calendar',
  gmail: 'Gmail',
};

/** A vendor's name as people write it. */
export function vendorName(vendor: string): string {
  return vendorNames[vendor] ?? vendor;
}
