import { telemetryAttributes as names } from '@ballast/reliability';
import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('@ballast/db');

/** Statements described so far, by their text: a service has few different ones. */
const known = new Map<string, { readonly name: string; readonly attributes: Attributes }>();
const mostKnown = 1_000;
const longestText = 2_000;

const tableOf = /\b(?:FROM|INTO|UPDATE|JOIN)\s+(?:"?public"?\.)?"?([A-Za-z_][\w.]*)"?/i;

/** What a statement is, without any value: bound ones are `$1` already, and a literal becomes `?`. */
function describe(text: string): { readonly name: string; readonly attributes: Attributes } {
  const found = known.get(text);
  if (found) return found;
  const operation = /^\s*(?:WITH\b[\s\S]*?\b(?=(?:INSERT|UPDATE|DELETE|SELECT)\b))?(\w+)/i.exec(text)?.[1];
  const verb = (operation ?? 'statement').toUpperCase();
  const table = tableOf.exec(text)?.[1];
  const shown = text
    .replace(/'(?:[^']|'')*'/g, '?')
    .replace(/(?<![\w$".])\d+(?:\.\d+)?/g, '?')
    .replace(/\s+/g, ' ')
    .slice(0, longestText);
  const described = {
    name: table === undefined ? verb : `${verb} ${table}`,
    attributes: {
      [names.dbSystem]: 'postgresql',
      [names.dbOperation]: verb,
      [names.dbQueryText]: shown,
      ...(table === undefined ? {} : { [names.dbCollection]: table }),
    },
  };
  if (known.size < mostKnown) known.set(text, described);
  return described;
}

/** The SQLSTATE of what the driver threw; its message may quote values. */
function sqlStateOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : undefined;
}

/** Sends one statement inside a span of its own, where somebody records the call it belongs to. */
export function inStatementSpan<T>(text: string, send: () => Promise<T>): Promise<T> {
  return recording() ? inSpansOf([text], send) : send();
}

/** The same for statements that are sent together: their spans begin and end together. */
export function inStatementSpans<T>(
  statements: readonly { readonly text: string }[],
  send: () => Promise<T>,
): Promise<T> {
  return recording()
    ? inSpansOf(
        statements.map(({ text }) => text),
        send,
      )
    : send();
}

function recording(): boolean {
  return trace.getActiveSpan()?.isRecording() === true;
}

async function inSpansOf<T>(texts: readonly string[], send: () => Promise<T>): Promise<T> {
  const spans = texts.map((text) => {
    const { name, attributes } = describe(text);
    return tracer.startSpan(name, { kind: SpanKind.CLIENT, attributes });
  });
  try {
    return await send();
  } catch (error) {
    const state = sqlStateOf(error);
    for (const span of spans) {
      if (state !== undefined) span.setAttribute(names.dbStatus, state);
      span.setStatus({ code: SpanStatusCode.ERROR });
    }
    throw error;
  } finally {
    for (const span of spans) span.end();
  }
}
