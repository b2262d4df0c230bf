import { embed, usualDimensions } from '../../brain/embedding.ts';
import { countTokens } from '../../brain/words.ts';
import { integer, list } from '../../json.ts';
import { json, type Reply } from '../../reply.ts';
import type { Call } from '../../vendor.ts';
import { refuseBody } from './checks.ts';
import { badRequest, missing } from './errors.ts';

const mostInputs = 2048;
const mostDimensions = 3072;

function base64(vector: readonly number[]): string {
  return Buffer.from(Float32Array.from(vector).buffer).toString('base64');
}

/** `POST /embeddings`. The SDK asks for base64 unless told otherwise. */
export function createEmbeddings({ body }: Call): Reply {
  const refused = refuseBody(body);
  if (refused !== undefined) return refused;
  const given = body['input'];
  if (given === undefined) return missing('input');
  const inputs = typeof given === 'string' ? [given] : list(given);
  const texts = inputs.filter((input): input is string => typeof input === 'string' && input !== '');
  if (texts.length !== inputs.length || texts.length === 0 || texts.length > mostInputs) {
    return badRequest(`'$.input' is invalid. Please check the API reference.`, null, null);
  }
  const format = body['encoding_format'] ?? 'float';
  if (format !== 'float' && format !== 'base64') {
    return badRequest(`Invalid value for 'encoding_format'.`, 'encoding_format', 'invalid_value');
  }
  const dimensions = body['dimensions'] === undefined ? usualDimensions : integer(body['dimensions']);
  if (dimensions === undefined || dimensions < 1 || dimensions > mostDimensions) {
    return badRequest(`Invalid value for 'dimensions'.`, 'dimensions', 'invalid_value');
  }
  const tokens = texts.reduce((sum, text) => sum + countTokens(text), 0);
  return json(200, {
    object: 'list',
    data: texts.map((text, index) => {
      const vector = embed(text, dimensions);
      return { object: 'embedding', index, embedding: format === 'base64' ? base64(vector) : vector };
    }),
    model: body['model'],
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}
