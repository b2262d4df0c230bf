/** A day somebody mentioned. UTC throughout: the simulated models know no timezone. */
export interface FoundDate {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  /** ISO instant; midnight when no time was said. */
  readonly instant: string;
  readonly allDay: boolean;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const dayMs = 86_400_000;

function dayOf(text: string, nowMs: number): string | undefined {
  const written = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  if (written !== undefined) return Number.isNaN(Date.parse(written)) ? undefined : written;
  const word = new RegExp(`\\b(today|tonight|tomorrow|${weekdays.join('|')})\\b`, 'i')
    .exec(text)?.[1]
    ?.toLowerCase();
  if (word === undefined) return undefined;
  const ahead =
    word === 'tomorrow'
      ? 1
      : word.startsWith('to')
        ? 0
        : (weekdays.indexOf(word) - new Date(nowMs).getUTCDay() + 7) % 7 || 7;
  return new Date(nowMs + ahead * dayMs).toISOString().slice(0, 10);
}

/** The first day in the text, with its time where one stands as `15:30` or `3pm`. */
export function datesIn(text: string, nowMs: number): FoundDate | undefined {
  const day = dayOf(text, nowMs);
  if (day === undefined) return undefined;
  const clock = /\b(\d{1,2})(?::(\d{2}))?\s*(am|pm)\b|\b(\d{1,2}):(\d{2})\b/i.exec(text);
  if (clock === null) return { day, instant: `${day}T00:00:00.000Z`, allDay: true };
  const hour = Number(clock[1] ?? clock[4]);
  const turned = clock[3] === undefined ? hour : (hour % 12) + (clock[3].toLowerCase() === 'pm' ? 12 : 0);
  const minute = clock[2] ?? clock[5] ?? '00';
  if (turned > 23 || Number(minute) > 59) return { day, instant: `${day}T00:00:00.000Z`, allDay: true };
  return { day, instant: `${day}T${String(turned).padStart(2, '0')}:${minute}:00.000Z`, allDay: false };
}
