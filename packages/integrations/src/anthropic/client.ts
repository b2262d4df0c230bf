import Anthropic from '@anthropic-ai/sdk';
import { jsonSchemaOf, type ModelClient, readAnswer, unusable } from '../ai/model.ts';
import type { Door } from '../call.ts';
import { credentialId } from '../credential-id.ts';
import { defineOperation } from '../operation.ts';
import { readAnthropicFailure } from './errors.ts';
import { messageSchema } from './schema.ts';

const createMessage = defineOperation({
  vendor: 'anthropic',
  name: 'messages.create',
  timeoutClass: 'ai',
  repeat: 'safe',
  readFailure: readAnthropicFailure,
});

export interface AnthropicOptions {
  readonly door: Door;
  readonly apiKey: string;
  /** Absent: Anthropic's own. */
  readonly baseUrl?: string | undefined;
  readonly model: string;
}

/** The door decides about time and repeats, our spans about what is told; the SDK is to leave all three alone. */
function sdk({ apiKey, baseUrl }: AnthropicOptions): Anthropic {
  return new Anthropic({
    apiKey,
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
    maxRetries: 0,
    timeout: 3_600_000,
    logLevel: 'off',
    openTelemetry: false,
  });
}

/** Anthropic's models by the Messages API. */
export function createAnthropicClient(options: AnthropicOptions): ModelClient {
  const { door, model } = options;
  const client = sdk(options);
  const credential = credentialId(options.apiKey);
  return {
    vendor: 'anthropic',
    model,
    credential,
    generate: (question, context) =>
      door.call(createMessage, { ...context, credential }, async ({ signal }) => {
        const request = {
          model,
          max_tokens: question.maxOutputTokens,
          system: question.instructions,
          messages: [{ role: 'user', content: JSON.stringify(question.data) }],
          output_config: { format: { type: 'json_schema', schema: jsonSchemaOf(question.schema) } },
        } satisfies Anthropic.MessageCreateParamsNonStreaming;
        const raw = await client.messages.create(request, { signal, maxRetries: 0 });
        const parsed = messageSchema.safeParse(raw);
        if (!parsed.success) throw unusable(createMessage, 'off_schema');
        const message = parsed.data;
        if (message.stop_reason === 'refusal') throw unusable(createMessage, 'refused');
        if (message.stop_reason !== 'end_turn') throw unusable(createMessage, 'truncated');
        const text = message.content.map((block) => block.text).join('');
        const { input_tokens: inputTokens, output_tokens: outputTokens } = message.usage;
        return {
          value: readAnswer(text, question, createMessage),
          model: message.model,
          inputTokens,
          outputTokens,
        };
      }),
  };
}
