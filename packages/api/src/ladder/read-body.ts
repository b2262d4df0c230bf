import type { IncomingMessage } from 'node:http';
import { LadderError } from './errors.ts';

/**
 * The request's body as text, or the refusal it earns: over `maxBytes`, or not valid UTF-8 (which a lenient reader
 * would silently change into replacement characters, losing what was sent). Undefined for requests without a body.
 */
export async function readBody(
  req: IncomingMessage,
  maxBytes: number,
): Promise<string | undefined | LadderError> {
  if (req.method === 'GET' || req.method === 'HEAD') return undefined;
  const bytes = await readBytes(req, maxBytes);
  if (bytes instanceof LadderError) return bytes;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new LadderError('invalid_encoding', 'The request is not valid UTF-8.');
  }
}

/** The request's body byte for byte, as signatures are made over it, or the refusal it earns. */
export async function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer | LadderError> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of req as AsyncIterable<Buffer>) {
      size += chunk.length;
      // What is too long is read to its end but not kept, so that the caller still gets an answer.
      if (size <= maxBytes) chunks.push(chunk);
    }
  } catch {
    return new LadderError('validation_failed', 'The request ended before its body was complete.');
  }
  if (size > maxBytes) {
    return new LadderError('payload_too_large', `The request is too large: at most ${maxBytes} bytes.`);
  }
  return Buffer.concat(chunks);
}
