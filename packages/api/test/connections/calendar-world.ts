import type { WebhookInput } from '@ballast/integrations/simulator';
import type { GoogleWorld, Person } from './google-world.ts';

/** One person's calendar, seen from both sides. */
export function calendarOf(google: GoogleWorld, person: Person) {
  const { world, rows } = google;
  const { owner, email } = person;
  const { calendars } = world.simulator.vendors.calendar;
  const calendar = calendars.calendar(email, 'primary');
  if (!calendar) throw new Error(`${email} has no calendar.`);
  const mutate = (path: string, input: unknown) => world.mutate(path, input, owner);
  return {
    owner,
    calendar,
    mutate,
    events: () => [...calendar.events.values()],
    live: () => [...calendar.events.values()].filter(({ status }) => status !== 'cancelled'),
    titled: (title: string) => {
      const found = [...calendar.events.values()].find(({ fields }) => fields['summary'] === title);
      if (!found) throw new Error(`There is no event ${title}.`);
      return found;
    },
    /** What a person does in the calendar itself, without anybody telling. */
    byHand: (id: string, fields: object, status: 'confirmed' | 'cancelled' = 'confirmed') => {
      const event = calendar.events.get(id);
      if (!event) throw new Error(`There is no event ${id}.`);
      return calendars.write(calendar, id, { ...event.fields, ...fields }, status);
    },
    /** The same, and Google tells. */
    push: async (input: Partial<WebhookInput> & { kind: string }) => {
      const sent = { vendor: 'calendar', account: email, target: google.target, ...input } as WebhookInput;
      const { deliveries } = await world.simulator.events(sent);
      return deliveries.map(({ status }) => status);
    },
    sync: () => mutate('integration.sync', { vendor: 'google_calendar' }),
    record: async (id: string) => (await world.query('record.get', { id }, owner)).data.record,
    /** A dated record that its event stands for. */
    dated: async (title: string, dueAt = '2027-05-05T09:00:00.000Z') => {
      const { data } = await mutate('capture.create', { text: title });
      const fixed = await mutate('inbox.fix', { id: data.entry.id, category: 'projects' });
      const id = fixed.data.entry.recordId as string;
      await mutate('record.update', { id, title, dueAt, dueAllDay: false });
      await world.runJobs();
      return id;
    },
    conflicts: () =>
      rows(
        `SELECT kept, ours->>'dueAt' AS ours, theirs->'content'->>'starts' AS theirs
         FROM "RecordConflict" WHERE "ownerId" = $1 ORDER BY id`,
        [owner],
      ),
    /** Records whose event says an older version of them. */
    behind: () =>
      rows(
        `SELECT r.title FROM "RecordLink" AS l JOIN "Record" AS r ON r.id = l."recordId"
         WHERE l.version <> r.version AND r."ownerId" = $1`,
        [owner],
      ),
  };
}

export const at = (dateTime: string) => ({ dateTime });
/** An event of an hour from then on. */
export const from = (start: string) => ({
  start: at(start),
  end: at(new Date(Date.parse(start) + 3_600_000).toISOString()),
});
