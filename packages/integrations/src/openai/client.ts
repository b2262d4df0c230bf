import OpenAI from 'openai';
import type * as z from 'zod';
import { type AiContext, jsonSchemaOf, type ModelClient, readAnswer, unusable } from '../ai/model.ts';
import type { Door } from '../call.ts';
import { credentialId } from '../credential-id.ts';
import { defineOperation, type Operation } from '../operation.ts';
import { readOpenAiFailure } from './errors.ts';
import { embeddingsSchema, responseSchema } from './schema.ts';

const shared = {
  vendor: 'openai',
  timeoutClass: 'ai',
  repeat: 'safe',
  readFailure: readOpenAiFailure,
} as const;
const respond = defineOperation({ ...shared, name: 'responses.create' });
const embed = defineOperation({ ...shared, name: 'embeddings.create' });

export interface OpenAiOptions {
  readonly door: Door;
  readonly apiKey: string;
  /** With `/v1`. Absent: OpenAI's own. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
  readonly embeddingModel: string;
}

/** Vectors in the order of the texts. */
export interface Embeddings {
  readonly vectors: readonly (readonly number[])[];
  readonly model: string;
  readonly inputTokens: number;
}

/** OpenAI's models: generation by the Responses API, and embeddings. */
export interface OpenAiClient extends ModelClient {
  readonly embeddingModel: string;
  /** @param texts At least one; none of them empty. */
  embed(texts: readonly string[], context: AiContext): Promise<Embeddings>;
}

/** Vectors this long find as well as full ones do, at a third of the room. Models before the third generation can't. */
const dimensions = 512;

/** The door decides about time and repeats; the SDK is told to leave both alone, and to write nothing. */
function sdk({ apiKey, baseUrl }: OpenAiOptions): OpenAI {
  return new OpenAI({
    apiKey,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: 3_600_000,
    logLevel: 'off',
  });
}

function checked<T>(schema: z.ZodType<T>, answer: unknown, operation: Operation): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw unusable(operation, 'off_schema');
  return parsed.data;
}

export function createOpenAiClient(options: OpenAiOptions): OpenAiClient {
  const { door, model, embeddingModel } = options;
  const client = sdk(options);
  const credential = credentialId(options.apiKey);
  const shortened = embeddingModel.startsWith('text-embedding-3') ? { dimensions } : {};
  return {
    vendor: 'openai',
    model,
    embeddingModel,
    credential,
    generate: (question, context) =>
      door.call(respond, { ...context, credential }, async ({ signal }) => {
        const { name, instructions, data, schema, maxOutputTokens } = question;
        const request = {
          model,
          instructions,
          input: JSON.stringify(data),
          text: { format: { type: 'json_schema', name, schema: jsonSchemaOf(schema), strict: true } },
          max_output_tokens: maxOutputTokens,
          // Thoughts are not left lying at the vendor.
          store: false,
        } as const;
        const raw = await client.responses.create(request, { signal, maxRetries: 0 });
        const response = checked(responseSchema, raw, respond);
        const content = response.output.flatMap((item) => [...item.content]);
        if (content.some((part) => part.type === 'refusal')) throw unusable(respond, 'refused');
        if (response.status !== 'completed') throw unusable(respond, 'truncated');
        const text = content.map((part) => (part.type === 'output_text' ? part.text : '')).join('');
        const { input_tokens: inputTokens, output_tokens: outputTokens } = response.usage;
        return {
          value: readAnswer(text, question, respond),
          model: response.model,
          inputTokens,
          outputTokens,
        };
      }),
    embed: (texts, context) =>
      door.call(embed, { ...context, credential }, async ({ signal }) => {
        const request: OpenAI.EmbeddingCreateParams = {
          model: embeddingModel,
          input: [...texts],
          encoding_format: 'float',
          ...shortened,
        };
        const raw = await client.embeddings.create(request, { signal, maxRetries: 0 });
        const { data, model: answered, usage } = checked(embeddingsSchema, raw, embed);
        const vectors = data.toSorted((a, b) => a.index - b.index).map((one) => one.embedding);
        if (vectors.length !== texts.length) throw unusable(embed, 'off_schema');
        return { vectors, model: answered, inputTokens: usage.prompt_tokens };
      }),
  };
}
