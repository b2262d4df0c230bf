import { z } from 'zod';

/** The longest thought, in characters (code points) after trimming. */
export const maxTextLength = 10_000;

const controlCharacters = /[\p{Cc}--[\t\n\r]]/v;

/** Text a person wrote: trimmed, not empty, without control characters or half surrogate pairs. */
export function personText(what: string, maxLength: number) {
  return z
    .string({ error: `${what} must be text.` })
    .trim()
    .min(1, `${what} is empty. Write something first.`)
    .refine((text) => text.length <= maxLength || [...text].length <= maxLength, {
      error: `${what} is too long: at most ${maxLength.toLocaleString('en')} characters.`,
    })
    .refine((text) => !controlCharacters.test(text), {
      error: `${what} contains control characters, which cannot be kept. Remove them and send it again.`,
    })
    .refine((text) => text.isWellFormed(), { error: `${what} is not valid Unicode.` });
}

export const idSchema = z.uuid({ error: 'This is not an id.' });
export const categorySchema = z.enum(['people', 'projects', 'ideas', 'admin'], {
  error: 'Choose people, projects, ideas or admin.',
});
export type Category = z.infer<typeof categorySchema>;

export const entryStatusSchema = z.enum([
  'received',
  'classifying',
  'filed',
  'needs_review',
  'fixed',
  'failed',
]);
export type EntryStatus = z.infer<typeof entryStatusSchema>;

export const recordStatusSchema = z.enum(['open', 'done', 'snoozed', 'archived']);
export type RecordStatus = z.infer<typeof recordStatusSchema>;

/** An ISO 8601 instant with its offset. */
export const instantSchema = z.iso.datetime({
  offset: true,
  error: 'Write the time as ISO 8601 with its offset.',
});

/** An IANA time zone this machine knows. */
export const timezoneSchema = z.string().refine(
  (zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone });
      return true;
    } catch {
      return false;
    }
  },
  { error: 'This is not a known time zone; write one like Europe/Berlin.' },
);

/** How long a page of a list may be, and where it starts. */
export const pageSchema = {
  limit: z.int().min(1).max(100).default(50),
  cursor: z.string().max(200).nullish(),
};
