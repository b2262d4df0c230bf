import type { Runtime } from '@ballast/reliability';
import { cleanText } from '../local/bounded-text.ts';
import type { OpenAiClient } from '../openai/client.ts';
import type { AiContext } from './model.ts';

/** Vectors in the order of the texts; vectors of different models can't be compared. */
export interface EmbeddedTexts {
  readonly vectors: readonly (readonly number[])[];
  readonly model: string;
  readonly latencyMs: number;
  readonly inputTokens: number;
}

/** Texts in one request, and characters of a text: both well below what the vendor takes. */
const MOST_TEXTS = 256;
const MOST_CHARS = 8_000;

/**
 * Vectors for some texts, or undefined when there is nobody to make them or the one there is fails.
 * @throws ReliabilityError when the caller's own deadline ended.
 */
export async function embedTexts(
  client: OpenAiClient | undefined,
  texts: readonly string[],
  context: AiContext,
  runtime: Runtime,
): Promise<EmbeddedTexts | undefined> {
  if (client === undefined) return undefined;
  const startMs = runtime.monotonicMs();
  // An empty text is an error to the vendor; a dot is near nothing.
  const inputs = texts.map((text) => cleanText(text).slice(0, MOST_CHARS).toWellFormed() || '.');
  const vectors: (readonly number[])[] = [];
  let model = client.embeddingModel;
  let inputTokens = 0;
  try {
    for (let at = 0; at < inputs.length; at += MOST_TEXTS) {
      const batch = await client.embed(inputs.slice(at, at + MOST_TEXTS), context);
      vectors.push(...batch.vectors);
      model = batch.model;
      inputTokens += batch.inputTokens;
    }
  } catch {
    context.deadline.throwIfAborted();
    return undefined;
  }
  return { vectors, model, latencyMs: Math.round(runtime.monotonicMs() - startMs), inputTokens };
}
