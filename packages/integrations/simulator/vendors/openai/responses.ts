import { type Answer, answerPrompt } from '../../brain/answer.ts';
import { conversation } from '../../brain/conversation.ts';
import { at, integer, type Json, type JsonObject, list, text } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { refuseBody } from './checks.ts';
import { invalidType, missing } from './errors.ts';
import { formatSchema } from './prompt.ts';

function contentOf(answer: Answer): JsonObject {
  return answer.kind === 'refusal'
    ? { type: 'refusal', refusal: answer.text }
    : { type: 'output_text', text: answer.text, annotations: [], logprobs: [] };
}

function messagesOf(body: JsonObject): readonly Json[] | undefined {
  const input = body['input'];
  if (typeof input === 'string') return [{ role: 'user', content: input }];
  return Array.isArray(input) ? list(input) : undefined;
}

/** `POST /responses`. */
export function createResponse({ body, demand }: Call, { runtime, ids }: World): Reply {
  const refused = refuseBody(body);
  if (refused !== undefined) return refused;
  if (body['input'] === undefined) return missing('input');
  const messages = messagesOf(body);
  if (messages === undefined) return invalidType('input', 'a string or an array of objects');
  const format = formatSchema(at(body, 'text', 'format'), 'text.format');
  if ('refused' in format) return format.refused;
  const { user, all } = conversation(messages);
  const mostTokens = integer(body['max_output_tokens']);
  const instructions = text(body['instructions']) ?? '';
  const prompt = { user, all: `${instructions}\n${all}`, schema: format.schema, mostTokens, demand };
  const answer = answerPrompt(prompt, runtime.now());
  const truncated = answer.kind === 'truncated';
  const status = truncated ? 'incomplete' : 'completed';
  const createdAt = Math.floor(runtime.now() / 1000);
  return json(200, {
    id: `resp_${ids.hex('openai.response', 48)}`,
    object: 'response',
    created_at: createdAt,
    status,
    background: false,
    completed_at: truncated ? null : createdAt,
    error: null,
    incomplete_details: truncated ? { reason: 'max_output_tokens' } : null,
    instructions: body['instructions'] ?? null,
    max_output_tokens: mostTokens ?? null,
    metadata: body['metadata'] ?? {},
    model: body['model'],
    output: [
      {
        type: 'message',
        id: `msg_${ids.hex('openai.message', 48)}`,
        status,
        role: 'assistant',
        content: [contentOf(answer)],
      },
    ],
    parallel_tool_calls: true,
    previous_response_id: null,
    reasoning: { effort: null, summary: null },
    service_tier: 'default',
    store: body['store'] ?? true,
    temperature: body['temperature'] ?? 1,
    text: { format: at(body, 'text', 'format') ?? { type: 'text' } },
    tool_choice: 'auto',
    tools: [],
    top_p: body['top_p'] ?? 1,
    truncation: 'disabled',
    usage: {
      input_tokens: answer.inputTokens,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: answer.outputTokens,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: answer.inputTokens + answer.outputTokens,
    },
    user: null,
  });
}
