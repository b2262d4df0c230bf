import * as z from 'zod';

/** The four drawers a captured thought can be filed into. */
export const categorySchema = z.enum(['people', 'projects', 'ideas', 'admin']);
export type Category = z.infer<typeof categorySchema>;

/** Every category, in the order the app shows them. */
export const categories: readonly Category[] = categorySchema.options;

const line = z.string().trim().min(1).max(500);

/** RFC 5545 RRULE value without the `RRULE:` prefix, for example `FREQ=WEEKLY;BYDAY=MO`. */
export const recurrenceSchema = z
  .string()
  .regex(/^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[A-Z0-9,+-]+){0,4}$/)
  .max(100);

/** A person or a relationship. `name`: whom it is about; `context`: what was noted; `followUp`: what to do next. */
export const peopleFieldsSchema = z.object({
  name: line,
  context: z.string().trim().min(1).max(2000),
  followUp: line.optional(),
  recurrence: recurrenceSchema.optional(),
});
export type PeopleFields = z.infer<typeof peopleFieldsSchema>;

/** Where a project stands, as far as the text says. */
export const projectStatusSchema = z.enum(['active', 'waiting', 'blocked', 'someday', 'done']);

/** Work of several steps with an outcome. `nextAction`: the first step that can be taken. */
export const projectsFieldsSchema = z.object({
  status: projectStatusSchema,
  nextAction: line.optional(),
  recurrence: recurrenceSchema.optional(),
});
export type ProjectsFields = z.infer<typeof projectsFieldsSchema>;

/** A thought worth keeping. `oneLiner`: its core in one sentence. */
export const ideasFieldsSchema = z.object({ oneLiner: line });
export type IdeasFields = z.infer<typeof ideasFieldsSchema>;

/** An errand, bill or appointment. `dueDate`: the day, `YYYY-MM-DD`, in the owner's timezone. */
export const adminFieldsSchema = z.object({
  dueDate: z.iso.date().optional(),
  nextAction: line.optional(),
  recurrence: recurrenceSchema.optional(),
});
export type AdminFields = z.infer<typeof adminFieldsSchema>;

/** The fields' schema of each category: what a Record's `fields` may hold. */
export const fieldsSchemas = {
  people: peopleFieldsSchema,
  projects: projectsFieldsSchema,
  ideas: ideasFieldsSchema,
  admin: adminFieldsSchema,
} as const satisfies Record<Category, z.ZodType>;

const filed = {
  /** 0..1, meant to be the share of such answers that are right. */
  confidence: z.number().min(0).max(1),
  /** At most 80 characters (grapheme clusters), one line. */
  title: z.string().trim().min(1).max(400),
  /** ISO instant (UTC), or null when no due date is known. */
  dueAt: z.iso.datetime().nullable(),
  /** True when only a day is known; `dueAt` is then that day's start in the owner's timezone. */
  dueAllDay: z.boolean(),
  /** Names as they were written, without doubles. */
  people: z.array(line).max(50),
  provider: z.enum(['local', 'openai', 'anthropic']),
  /** Model or rule-set version, for the audit trail. */
  model: z.string().min(1).max(100),
};

/** How a thought was filed; `category` decides the shape of `fields`. */
export const classifyResultSchema = z.discriminatedUnion('category', [
  z.object({ category: z.literal('people'), fields: peopleFieldsSchema, ...filed }),
  z.object({ category: z.literal('projects'), fields: projectsFieldsSchema, ...filed }),
  z.object({ category: z.literal('ideas'), fields: ideasFieldsSchema, ...filed }),
  z.object({ category: z.literal('admin'), fields: adminFieldsSchema, ...filed }),
]);
export type ClassifyResult = z.infer<typeof classifyResultSchema>;

/** One of the owner's past fixes, fed back as an example. */
export interface CorrectionExample {
  readonly text: string;
  readonly category: Category;
}

/** What a classifier is given; the same for the local one and the vendors'. */
export interface ClassifyInput {
  /** The captured thought, 1–10 000 characters. */
  readonly text: string;
  /** The owner's IANA timezone; an unknown one is read as UTC. */
  readonly timezone: string;
  /** Epoch milliseconds that relative dates count from. */
  readonly nowMs: number;
  readonly corrections?: readonly CorrectionExample[];
}
