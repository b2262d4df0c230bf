import * as z from 'zod';

/** The part of a message that is read. Blocks of other types (thinking) are passed over. */
export const messageSchema = z.object({
  model: z.string(),
  stop_reason: z.string().nullable(),
  content: z.array(
    z.union([
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.string() }).transform(({ type }) => ({ type, text: '' })),
    ]),
  ),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
});
