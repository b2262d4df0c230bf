import * as z from 'zod';

const contentSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('output_text'), text: z.string() }),
  z.object({ type: z.literal('refusal') }),
]);

/** The part of a response that is read. Items of other types (reasoning) are passed over. */
export const responseSchema = z.object({
  model: z.string(),
  status: z.enum(['completed', 'incomplete', 'failed', 'in_progress', 'cancelled', 'queued']),
  output: z.array(
    z.union([
      z.object({ type: z.literal('message'), content: z.array(contentSchema) }),
      z.object({ type: z.string() }).transform(({ type }) => ({ type, content: [] })),
    ]),
  ),
  usage: z.object({ input_tokens: z.number(), output_tokens: z.number() }),
});

/** The part of an embeddings answer that is read. */
export const embeddingsSchema = z.object({
  model: z.string(),
  data: z.array(z.object({ index: z.number(), embedding: z.array(z.number()) })),
  usage: z.object({ prompt_tokens: z.number() }),
});
