/** What was refused, by its place in what was sent: `trigger.conditions.0.field`. */
export type FieldErrors = ReadonlyMap<string, string>;

export const noErrors: FieldErrors = new Map();

/** The places that the form has a field for. */
const shown =
  /^(name|trigger\.(schedule|category|conditions\.\d+\.(field|operator|value))|actions|actions\.\d+\.params(\..+)?)$/;

const place = /(?:^|(?<=[.!?] ))((?:name|enabled|trigger|actions)(?:\.\w+)*): /g;

/** Reads the server's refusal: one or several sentences, each behind the place it is about. */
export function readFieldErrors(message: string): FieldErrors {
  const starts = [...message.matchAll(place)];
  return new Map(
    starts.map((start, index) => {
      const from = start.index + start[0].length;
      const text = message.slice(from, starts[index + 1]?.index).trim();
      return [start[1] ?? '', text];
    }),
  );
}

/** What to say above the button: that fields are marked, or what no field can show. */
export function summaryOf(message: string, errors: FieldErrors): string {
  const places = [...errors.keys()];
  return places.length > 0 && places.every((name) => shown.test(name))
    ? 'Not saved yet: look at what is marked above.'
    : message;
}
