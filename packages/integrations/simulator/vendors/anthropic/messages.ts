import { type Answer, answerPrompt } from '../../brain/answer.ts';
import { contentText, conversation } from '../../brain/conversation.ts';
import { flawOf } from '../../brain/strict-schema.ts';
import { at, integer, isObject, type Json, type JsonObject, list, text } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import { header } from '../../request.ts';
import type { Call, World } from '../../vendor.ts';
import { anthropicError, invalidRequest } from './errors.ts';

/** From this version on, sampling parameters are refused. */
const withoutSampling = '2026-10-21';
const numberKeywords = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'];
const forbidden = [...numberKeywords, 'minLength', 'maxLength', 'maxItems'];

function refuseSampling(body: JsonObject, version: string): Reply | undefined {
  if (version < withoutSampling) return undefined;
  const named = ['temperature', 'top_p', 'top_k'].find((key) => body[key] !== undefined);
  return named === undefined ? undefined : invalidRequest(`${named}: Extra inputs are not permitted`);
}

function refuseMessages(messages: Json | undefined): Reply | undefined {
  if (messages === undefined) return invalidRequest('messages: Field required');
  if (!Array.isArray(messages) || messages.length === 0) {
    return invalidRequest('messages: at least one message is required');
  }
  for (const [index, message] of list(messages).entries()) {
    const role = at(message, 'role');
    if (role !== 'user' && role !== 'assistant') {
      return invalidRequest(`messages.${index}.role: Input should be 'user' or 'assistant'`);
    }
    if (contentText(at(message, 'content')).trim() === '') {
      return invalidRequest(`messages.${index}: text content blocks must be non-empty`);
    }
  }
  return at(messages[0], 'role') === 'user'
    ? undefined
    : invalidRequest(`messages: first message must use the "user" role`);
}

function refuseFormat(format: Json | undefined): Reply | undefined {
  if (format === undefined || format === null) return undefined;
  if (at(format, 'type') !== 'json_schema')
    return invalidRequest(`output_config.format.type: Input should be 'json_schema'`);
  const schema = at(format, 'schema');
  if (!isObject(schema)) return invalidRequest('output_config.format.schema: Field required');
  const flaw = flawOf(schema, { allRequired: false, forbidden });
  if (flaw === undefined) return undefined;
  const where = `output_config.format.schema${flaw.path.length > 0 ? `.${flaw.path.join('.')}` : ''}`;
  if (flaw.flaw === 'keyword') return invalidRequest(`${where}: property '${flaw.what}' is not supported`);
  return invalidRequest(
    `${where}: For 'object' type, 'additionalProperties' must be explicitly set to false`,
  );
}

function refuseBody(body: JsonObject, version: string): Reply | undefined {
  const model = text(body['model']);
  if (model === undefined || model === '') return invalidRequest('model: Field required');
  if (/missing|does-not-exist/.test(model)) return anthropicError(404, 'not_found_error', `model: ${model}`);
  const most = integer(body['max_tokens']);
  if (most === undefined) return invalidRequest('max_tokens: Field required');
  if (most < 1) return invalidRequest('max_tokens: must be greater than or equal to 1');
  if (body['stream'] === true) return invalidRequest('stream: streaming is not part of this simulator');
  return (
    refuseSampling(body, version) ??
    refuseMessages(body['messages']) ??
    refuseFormat(at(body, 'output_config', 'format'))
  );
}

const stopReasons = { complete: 'end_turn', truncated: 'max_tokens', refusal: 'refusal' } as const;

function stopDetails(answer: Answer): JsonObject | null {
  return answer.kind === 'refusal' ? { type: 'refusal', category: 'general_harms', explanation: null } : null;
}

/** `POST /v1/messages`. */
export function createMessage({ request, body, demand }: Call, { runtime, ids }: World): Reply {
  const refused = refuseBody(body, header(request, 'anthropic-version') ?? '');
  if (refused !== undefined) return refused;
  const { user, all } = conversation(list(body['messages']));
  const answer = answerPrompt(
    {
      user,
      all: `${contentText(body['system'])}\n${all}`,
      schema: at(body, 'output_config', 'format', 'schema'),
      mostTokens: integer(body['max_tokens']),
      demand,
    },
    runtime.now(),
  );
  return json(200, {
    id: `msg_${ids.hex('anthropic.message', 24)}`,
    type: 'message',
    role: 'assistant',
    model: body['model'],
    container: null,
    content: answer.kind === 'refusal' ? [] : [{ type: 'text', text: answer.text, citations: null }],
    diagnostics: null,
    stop_reason: stopReasons[answer.kind],
    stop_sequence: null,
    stop_details: stopDetails(answer),
    usage: {
      cache_creation: null,
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: 0,
      inference_geo: null,
      input_tokens: answer.inputTokens,
      output_tokens: answer.outputTokens,
      output_tokens_details: null,
      server_tool_use: null,
      service_tier: 'standard',
      speed: 'standard',
    },
  });
}
