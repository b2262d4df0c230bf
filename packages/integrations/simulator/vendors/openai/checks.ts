import { type JsonObject, text } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import { badRequest, missing } from './errors.ts';

/** What every generating call has to say; the vendor's refusal, or undefined when all is well. */
export function refuseBody(body: JsonObject): Reply | undefined {
  const model = text(body['model']);
  if (model === undefined || model === '') return missing('model');
  if (/missing|does-not-exist/.test(model)) return noSuchModel(model);
  if (body['stream'] === true) {
    return badRequest('Streaming is not part of this simulator.', 'stream', 'unsupported_value');
  }
  const temperature = body['temperature'];
  if (typeof temperature === 'number' && (temperature < 0 || temperature > 2)) {
    return badRequest(
      `Invalid 'temperature': must be between 0 and 2.`,
      'temperature',
      'decimal_out_of_range',
    );
  }
  return undefined;
}

export function noSuchModel(model: string): Reply {
  const message = `The model \`${model}\` does not exist or you do not have access to it.`;
  return json(404, {
    error: { message, type: 'invalid_request_error', param: null, code: 'model_not_found' },
  });
}
