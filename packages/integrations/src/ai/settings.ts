import * as z from 'zod';

/** The providers there are, in the usual order. */
export const aiProviders = ['openai', 'anthropic', 'local'] as const;
export type AiProvider = (typeof aiProviders)[number];

const orderError = 'needs a list of openai, anthropic and local, each at most once, such as openai,local';
const order = z
  .string()
  .default(aiProviders.join(','))
  .transform((list) => list.split(',').map((name) => name.trim()))
  .pipe(
    z
      .array(z.enum(aiProviders, { error: orderError }), { error: orderError })
      .refine((names) => new Set(names).size === names.length, { error: orderError }),
  );
const address = z.url({ protocol: /^https?$/, error: 'needs an http:// or https:// address' }).optional();
const key = z.string().min(8, { error: 'needs a key of at least 8 characters' }).optional();
const model = (name: string) =>
  z.string().trim().min(1, { error: 'needs the name of a model' }).default(name);

/** The environment variables of the AI providers, for an app to put into its schema. */
export const aiEnv = {
  AI_PROVIDERS: order,
  OPENAI_API_KEY: key,
  OPENAI_BASE_URL: address,
  OPENAI_MODEL: model('gpt-5-mini'),
  OPENAI_EMBEDDING_MODEL: model('text-embedding-3-small'),
  ANTHROPIC_API_KEY: key,
  ANTHROPIC_BASE_URL: address,
  ANTHROPIC_MODEL: model('claude-haiku-4-5'),
};

/** Variables of `aiEnv` whose value is never repeated in a message. */
export const aiSecrets = ['OPENAI_API_KEY', 'ANTHROPIC_API_KEY'] as const;

const aiSchema = z.object(aiEnv);
/** The AI part of a validated environment. */
export type AiEnv = z.output<typeof aiSchema>;

/** The defaults: no keys, so everything is thought locally. */
export function defaultAiEnv(): AiEnv {
  return aiSchema.parse({});
}
