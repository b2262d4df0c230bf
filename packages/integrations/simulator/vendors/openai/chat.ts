import { answerPrompt } from '../../brain/answer.ts';
import { conversation } from '../../brain/conversation.ts';
import { at, integer, isObject, list } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call, World } from '../../vendor.ts';
import { refuseBody } from './checks.ts';
import { invalidType, missing } from './errors.ts';
import { formatSchema } from './prompt.ts';

/** `POST /chat/completions`. */
export function createChatCompletion({ body, demand }: Call, { runtime, ids }: World): Reply {
  const refused = refuseBody(body);
  if (refused !== undefined) return refused;
  if (body['messages'] === undefined) return missing('messages');
  const messages = list(body['messages']);
  if (messages.length === 0) return invalidType('messages', 'a non-empty array');
  const given = body['response_format'];
  // Here the schema stands one level deeper than in the Responses API.
  const inner = at(given, 'json_schema');
  const format = formatSchema(
    isObject(given) && isObject(inner) ? { ...inner, type: given['type'] ?? null } : given,
    'response_format',
  );
  if ('refused' in format) return format.refused;
  const mostTokens = integer(body['max_completion_tokens']) ?? integer(body['max_tokens']);
  const answer = answerPrompt(
    { ...conversation(messages), schema: format.schema, mostTokens, demand },
    runtime.now(),
  );
  const refusal = answer.kind === 'refusal' ? answer.text : null;
  return json(200, {
    id: `chatcmpl-${ids.hex('openai.chat', 29)}`,
    object: 'chat.completion',
    created: Math.floor(runtime.now() / 1000),
    model: body['model'],
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: refusal === null ? answer.text : null,
          refusal,
          annotations: [],
        },
        logprobs: null,
        finish_reason: answer.kind === 'truncated' ? 'length' : 'stop',
      },
    ],
    usage: {
      prompt_tokens: answer.inputTokens,
      completion_tokens: answer.outputTokens,
      total_tokens: answer.inputTokens + answer.outputTokens,
      prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
      completion_tokens_details: { reasoning_tokens: 0, audio_tokens: 0 },
    },
    service_tier: 'default',
    system_fingerprint: null,
  });
}
