import { digest } from '../../hash.ts';
import type { JsonObject } from '../../json.ts';
import type { World } from '../../vendor.ts';

/** An event as it was last written. */
export interface CalendarEvent {
  readonly id: string;
  readonly etag: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  readonly createdMs: number;
  readonly updatedMs: number;
  readonly sequence: number;
  /** The number of the change that made it what it is. */
  readonly change: number;
  /** What the caller wrote: summary, start, end, extendedProperties, … */
  readonly fields: JsonObject;
}

export interface Calendar {
  readonly id: string;
  readonly summary: string;
  readonly events: Map<string, CalendarEvent>;
  /** The number of the last change. */
  change: number;
  /** Sync tokens of before this change are gone. */
  forgotten: number;
}

/** A push channel, as `events.watch` made it. */
export interface Channel {
  readonly id: string;
  readonly resourceId: string;
  readonly calendarId: string;
  readonly email: string;
  readonly address: string;
  readonly token: string | undefined;
  readonly expirationMs: number;
}

/** Everybody's calendars, made when first seen. */
export interface CalendarState {
  /** `primary` is the one with the person's own address. */
  calendar(email: string, id: string): Calendar | undefined;
  calendars(email: string): readonly Calendar[];
  everything(): ReadonlyMap<string, readonly Calendar[]>;
  /** Writes the event; `fields` are all of them. A deletion keeps them and says `cancelled`. */
  write(calendar: Calendar, id: string, fields: JsonObject, status: CalendarEvent['status']): CalendarEvent;
  /** From now on every sync token given so far is answered with 410. */
  forgetSync(calendar: Calendar): void;
  readonly channels: Map<string, Channel>;
  reset(): void;
}

export function createCalendarState({ runtime }: World): CalendarState {
  const owners = new Map<string, readonly Calendar[]>();
  const channels = new Map<string, Channel>();
  const make = (id: string, summary: string): Calendar => ({
    id,
    summary,
    events: new Map(),
    change: 0,
    forgotten: 0,
  });
  const calendars = (email: string) => {
    const known = owners.get(email) ?? [make(email, email), make(`work.${email}`, 'Work')];
    owners.set(email, known);
    return known;
  };
  return {
    calendars,
    channels,
    calendar: (email, id) => calendars(email).find((one) => one.id === (id === 'primary' ? email : id)),
    everything: () => owners,
    write: (calendar, id, fields, status) => {
      calendar.change += 1;
      const known = calendar.events.get(id);
      const nowMs = Math.floor(runtime.now());
      const event: CalendarEvent = {
        id,
        status,
        fields,
        etag: `"${digest(`${calendar.id}/${id}/${calendar.change}`, 16)}"`,
        createdMs: known?.createdMs ?? nowMs,
        updatedMs: nowMs,
        sequence: known === undefined ? 0 : known.sequence + 1,
        change: calendar.change,
      };
      calendar.events.set(id, event);
      return event;
    },
    forgetSync: (calendar) => {
      calendar.change += 1;
      calendar.forgotten = calendar.change;
    },
    reset: () => {
      owners.clear();
      channels.clear();
    },
  };
}
