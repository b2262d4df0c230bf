import type { Deadline } from '@ballast/reliability';
import * as z from 'zod';
import { IntegrationError } from '../errors.ts';
import type { Operation } from '../operation.ts';

/** On whose behalf a model is asked, and within which time. */
export interface AiContext {
  readonly ownerId?: string | undefined;
  readonly deadline: Deadline;
}

/** What a model is asked: our instructions, and apart from them what a person wrote. */
export interface Question<T> {
  /** Names the schema on the wire. */
  readonly name: string;
  readonly instructions: string;
  /** Sent as one JSON document, so that nothing in it can end the data and begin an instruction. */
  readonly data: object;
  /** The shape of the answer: plain types only, every property required, since strict modes take no limits. */
  readonly schema: z.ZodType<T>;
  readonly maxOutputTokens: number;
  /** Turns an answer of the right shape down all the same. */
  readonly accepts?: (value: T) => boolean;
}

/** A model's answer, checked against the question's schema. */
export interface Answer<T> {
  readonly value: T;
  /** As the vendor names it, which can be more exact than what was asked for. */
  readonly model: string;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** A vendor's language model. */
export interface ModelClient {
  readonly vendor: 'openai' | 'anthropic';
  readonly model: string;
  /** Names the key without being it. */
  readonly credential: string;
  /** @throws what the door throws; `dependency_answer_unusable` for an answer cut short, refused or off the schema. */
  generate<T>(question: Question<T>, context: AiContext): Promise<Answer<T>>;
}

/** Why a model's answer is no use. A repeat would be answered alike. */
export type Flaw = 'refused' | 'truncated' | 'no_json' | 'off_schema' | 'not_accepted';

/** It says nothing about the vendor's health: whoever writes the thought could bring it about. */
export function unusable({ vendor, name }: Operation, flaw: Flaw): IntegrationError {
  return new IntegrationError({
    vendor,
    operation: name,
    code: 'dependency_answer_unusable',
    vendorCode: flaw,
    outcome: 'rejected',
    retryable: false,
  });
}

/** The answer's text as a checked value. */
export function readAnswer<T>(text: string, question: Question<T>, operation: Operation): T {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw unusable(operation, 'no_json');
  }
  const parsed = question.schema.safeParse(json);
  if (!parsed.success) throw unusable(operation, 'off_schema');
  if (question.accepts?.(parsed.data) === false) throw unusable(operation, 'not_accepted');
  return parsed.data;
}

const schemas = new WeakMap<z.ZodType, Record<string, unknown>>();

/** The JSON schema that a vendor's strict mode takes. */
export function jsonSchemaOf(schema: z.ZodType): Record<string, unknown> {
  const found = schemas.get(schema);
  if (found !== undefined) return found;
  const { $schema: _, ...json } = z.toJSONSchema(schema);
  schemas.set(schema, json);
  return json;
}
