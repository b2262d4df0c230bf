import { z } from 'zod';
import { categorySchema, idSchema, instantSchema, personText, recordStatusSchema } from '../../schemas.ts';
import { fieldsSchema, titleSchema } from '../record/update.ts';

/** What an action of each kind is told. */
export const actionParams = {
  create: z.strictObject({
    category: categorySchema,
    title: titleSchema,
    dueAt: instantSchema.optional(),
    dueAllDay: z.boolean().optional(),
    fields: fieldsSchema.optional(),
  }),
  update: z
    .strictObject({
      recordId: idSchema,
      title: titleSchema.optional(),
      status: recordStatusSchema.optional(),
      dueAt: instantSchema.nullable().optional(),
      dueAllDay: z.boolean().optional(),
      fields: fieldsSchema.optional(),
      /** The version it was thought up on; another one meanwhile is a conflict. */
      expectedVersion: z.int().min(1).optional(),
    })
    .refine(
      ({ recordId: _id, expectedVersion: _version, ...change }) =>
        Object.values(change).some((value) => value !== undefined),
      { error: 'Say what is to change: title, status, dueAt or fields.' },
    ),
  delete: z.strictObject({ recordId: idSchema }),
  link: z
    .strictObject({
      fromId: idSchema,
      toId: idSchema,
      kind: z.string().regex(/^[a-z][a-z_]{0,39}$/, { error: 'kind: use lower-case letters and _.' }),
      reason: personText('The reason', 500).optional(),
    })
    .refine(({ fromId, toId }) => fromId !== toId, { error: 'A record is not linked to itself.' }),
  notify: z.strictObject({
    text: personText('The message', 3_000),
    /** To the person themselves when absent. */
    channel: z.string().min(1).max(80).optional(),
  }),
  schedule: z.strictObject({
    title: titleSchema,
    startsAt: instantSchema,
    durationMinutes: z
      .int()
      .min(5)
      .max(14 * 1440)
      .default(30),
    description: personText('The description', 5_000).optional(),
  }),
} as const satisfies Record<string, z.ZodType>;

export type ActionKind = keyof typeof actionParams;
export type ParamsOf<Kind extends ActionKind> = z.infer<(typeof actionParams)[Kind]>;

/** An action's kind with its parameters, as one value. */
export type ActionContent = {
  [Kind in ActionKind]: { readonly kind: Kind; readonly params: ParamsOf<Kind> };
}[ActionKind];

export const actionKinds = Object.keys(actionParams) as ActionKind[];
export const kindSchema = z.enum(actionKinds, { error: `kind: choose ${actionKinds.join(', ')}.` });

/** Kinds that touch the outside: they always need approval, unless the person said otherwise for the kind. */
export const outsideKinds: ReadonlySet<string> = new Set<ActionKind>(['notify', 'schedule']);

/**
 * A kind and its parameters, checked together.
 * @throws ZodError naming the parameter
 */
export function readContent(kind: string, params: unknown): ActionContent {
  const known = kindSchema.parse(kind);
  return z
    .object({ params: actionParams[known] })
    .transform(({ params: read }) => ({
      kind: known,
      params: read,
    }))
    .parse({ params }) as ActionContent;
}
