import { ReliabilityError } from '../errors.ts';

/** The largest answer (or step result) that is stored, in bytes of its JSON in UTF-8: 1 MiB. */
export const answerLimitBytes = 1_048_576;

/**
 * The exact text an answer is stored and repeated as. `undefined` has none: tRPC sends nothing for it, and so does
 * the replay. What JSON.stringify drops silently at the top (a function, a symbol) is refused.
 *
 * @throws ReliabilityError `unserialisable_answer`: BigInt, a cycle, a throwing toJSON(), over 1 MiB
 */
export function serialiseAnswer(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch (cause) {
    throw new ReliabilityError('unserialisable_answer', { cause });
  }
  if (text === undefined || Buffer.byteLength(text) > answerLimitBytes) {
    throw new ReliabilityError('unserialisable_answer');
  }
  return text;
}

/** The answer a text stands for; the inverse of `serialiseAnswer` as far as JSON goes. */
export function parseAnswer<T>(text: string | undefined): T {
  return (text === undefined ? undefined : JSON.parse(text)) as T;
}
