import { type Runtime, systemRuntime } from '@ballast/reliability';
import { createAnthropicClient } from '../anthropic/client.ts';
import type { Door } from '../call.ts';
import type { ClassifyInput, ClassifyResult } from '../classification.ts';
import { classifyLocally, LOCAL_MODEL } from '../local/classify-locally.ts';
import { type DetectedIntent, detectIntentLocally } from '../local/intent/detect-intent.ts';
import { createOpenAiClient, type OpenAiClient } from '../openai/client.ts';
import { classifyVersion } from '../prompts/classify.ts';
import { digestVersions } from '../prompts/digest.ts';
import { intentVersion } from '../prompts/intent.ts';
import { relationVersion } from '../prompts/relation.ts';
import { classifyQuestion, settleAnswer } from './classify.ts';
import { type DigestInput, digestQuestion, isEmpty, writeLocally } from './digest.ts';
import { type EmbeddedTexts, embedTexts } from './embed.ts';
import { type IntentInput, intentQuestion, settleIntent } from './intent.ts';
import type { AiContext, ModelClient, Question } from './model.ts';
import type { Provenance } from './provenance.ts';
import { createProviders, type Given } from './providers.ts';
import { type RelationInput, reasonOf, relationQuestion, relationReasonLocally } from './relation.ts';
import type { AiEnv, AiProvider } from './settings.ts';

/** A filing with where it came from. */
export type Classified = ClassifyResult & Provenance;
/** A letter in Markdown with where it came from. */
export type WrittenDigest = Provenance & { readonly content: string };
/** One sentence with where it came from. */
export type RelationReason = Provenance & { readonly reason: string };
/** What a text is meant as, with where that came from. */
export type IntentResult = DetectedIntent & Provenance;
/** What thinks. Never fails for want of a provider while `local` is among them; throws when the deadline ends. */
export interface Ai {
  classify(input: ClassifyInput, context: AiContext): Promise<Classified>;
  writeDigest(input: DigestInput, context: AiContext): Promise<WrittenDigest>;
  /** Undefined when no provider has embeddings or none answered: search by words instead. */
  embed(texts: readonly string[], context: AiContext): Promise<EmbeddedTexts | undefined>;
  relationReason(input: RelationInput, context: AiContext): Promise<RelationReason>;
  detectIntent(input: IntentInput, context: AiContext): Promise<IntentResult>;
  /** Whether a provider with a key would be asked right now; false when there is none. */
  available(): boolean;
  /** Who is asked, in order, `local` included. */
  readonly providers: readonly { readonly provider: AiProvider; readonly model: string }[];
}

export interface AiOptions {
  readonly door: Door;
  readonly env: AiEnv;
  readonly runtime?: Runtime;
}

/** One thing to think about: what a model is asked, what is made of its answer, and what the rules say without one. */
interface Task<T, R> {
  readonly promptVersion: string;
  question(): Question<T>;
  settle(answer: T): R;
  locally(): R;
}

function clientFor(provider: AiProvider, { door, env }: AiOptions): ModelClient | undefined {
  if (provider === 'openai') return openAiFor(door, env);
  if (provider === 'local' || env.ANTHROPIC_API_KEY === undefined) return undefined;
  return createAnthropicClient({
    door,
    apiKey: env.ANTHROPIC_API_KEY,
    baseUrl: env.ANTHROPIC_BASE_URL,
    model: env.ANTHROPIC_MODEL,
  });
}

function openAiFor(door: Door, env: AiEnv): OpenAiClient | undefined {
  if (env.OPENAI_API_KEY === undefined) return undefined;
  return createOpenAiClient({
    door,
    apiKey: env.OPENAI_API_KEY,
    baseUrl: env.OPENAI_BASE_URL,
    model: env.OPENAI_MODEL,
    embeddingModel: env.OPENAI_EMBEDDING_MODEL,
  });
}

/**
 * Composes the providers: those of AI_PROVIDERS that have a key, in that order, up to `local`. The local rules stand
 * behind them even when the list does not name them: a thought that was captured is always filed.
 */
export function createAi(options: AiOptions): Ai {
  const { door, env, runtime = systemRuntime } = options;
  const local = env.AI_PROVIDERS.indexOf('local');
  const asked = local === -1 ? env.AI_PROVIDERS : env.AI_PROVIDERS.slice(0, local);
  const models = asked
    .map((provider) => clientFor(provider, options))
    .filter((client) => client !== undefined);
  const providers = createProviders(models, door);
  const embedder = asked.includes('openai') ? openAiFor(door, env) : undefined;

  const think = async <T, R extends object>(
    task: Task<T, R>,
    context: AiContext,
  ): Promise<R & Provenance> => {
    const startMs = runtime.monotonicMs();
    const given = models.length === 0 ? undefined : await providers.ask(task.question(), context);
    const latencyMs = () => Math.round(runtime.monotonicMs() - startMs);
    if (given === undefined) {
      const result = task.locally();
      return { ...result, ...byRules(latencyMs(), models.length > 0) };
    }
    return { ...task.settle(given.answer.value), ...byModel(given, task.promptVersion, latencyMs()) };
  };

  return {
    providers: [
      ...models.map(({ vendor, model }) => ({ provider: vendor, model })),
      { provider: 'local', model: LOCAL_MODEL },
    ],
    available: () => providers.available(),
    classify: (input, context) =>
      think(
        {
          promptVersion: classifyVersion,
          question: () => classifyQuestion(input),
          settle: (answer) => settleAnswer(input, answer),
          locally: () => classifyLocally(input),
        },
        context,
      ),
    writeDigest: async (input, context) => {
      if (isEmpty(input)) return { content: writeLocally(input), ...byRules(0, false) };
      return think(
        {
          promptVersion: digestVersions[input.kind],
          question: () => digestQuestion(input),
          settle: ({ markdown }) => ({ content: markdown.trim() }),
          locally: () => ({ content: writeLocally(input) }),
        },
        context,
      );
    },
    relationReason: (input, context) =>
      think(
        {
          promptVersion: relationVersion,
          question: () => relationQuestion(input),
          settle: (answer) => ({ reason: reasonOf(answer) }),
          locally: () => ({ reason: relationReasonLocally(input) }),
        },
        context,
      ),
    detectIntent: (input, context) =>
      think(
        {
          promptVersion: intentVersion,
          question: () => intentQuestion(input),
          settle: (answer) => settleIntent(input, answer),
          locally: () => detectIntentLocally(input.text, input),
        },
        context,
      ),
    embed: (texts, context) => embedTexts(embedder, texts, context, runtime),
  };
}

function byRules(latencyMs: number, degraded: boolean): Provenance {
  return {
    provider: 'local',
    model: LOCAL_MODEL,
    promptVersion: null,
    latencyMs,
    inputTokens: null,
    outputTokens: null,
    degraded,
  };
}

function byModel<T>({ client, answer }: Given<T>, promptVersion: string, latencyMs: number): Provenance {
  const { model, inputTokens, outputTokens } = answer;
  const provider = client.vendor;
  return {
    provider,
    model: model.slice(0, 100),
    promptVersion,
    latencyMs,
    inputTokens,
    outputTokens,
    degraded: false,
  };
}
