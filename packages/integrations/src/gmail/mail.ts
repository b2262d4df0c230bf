import type * as z from 'zod';
import { textOfHtml } from './html-text.ts';
import type { MailPart, messageSchema } from './schema.ts';

/** A mail as it is captured. */
export interface Mail {
  readonly id: string;
  readonly threadId: string;
  readonly labelIds: readonly string[];
  readonly from: string;
  readonly to: string;
  /** Addresses it was sent or delivered to, in lower case. */
  readonly recipients: readonly string[];
  readonly subject: string;
  /** When Gmail took it, in epoch ms. */
  readonly receivedAtMs: number | null;
  /** Plain text; of an HTML mail, its words. */
  readonly text: string;
}

/** No mail means more than this; deeper ones are made to hurt. */
const deepest = 20;
/** Characters of a body that are looked at. */
const longestBody = 1_000_000;

/** A header's value, by its name in any case. */
export function headerOf(part: MailPart | undefined, name: string): string | undefined {
  const wanted = name.toLowerCase();
  return part?.headers?.find((header) => header.name.toLowerCase() === wanted)?.value;
}

function charsetOf(part: MailPart): string {
  const type = headerOf(part, 'content-type') ?? '';
  return /charset\s*=\s*"?([\w.:-]+)/i.exec(type)?.[1] ?? 'utf-8';
}

function bodyOf(part: MailPart): string {
  const bytes = Buffer.from((part.body?.data ?? '').slice(0, longestBody), 'base64url');
  try {
    return new TextDecoder(charsetOf(part)).decode(bytes);
  } catch {
    // A charset nobody has heard of: most of its letters are still those of the alphabet.
    return new TextDecoder().decode(bytes);
  }
}

/** The parts that are read: leaves that are no attachments. */
function leaves(part: MailPart, depth = 0): MailPart[] {
  if (depth > deepest || part.filename) return [];
  if (part.parts !== undefined && part.parts.length > 0) {
    return part.parts.flatMap((child) => leaves(child, depth + 1));
  }
  return [part];
}

function textOf(payload: MailPart): string {
  const readable = leaves(payload);
  const of = (type: string) =>
    readable.filter(({ mimeType }) => mimeType?.toLowerCase() === type).map(bodyOf);
  const plain = of('text/plain').join('\n').trim();
  if (plain !== '') return plain.replaceAll('\r\n', '\n');
  return of('text/html').map(textOfHtml).join('\n\n').trim();
}

const toHeaders = new Set(['to', 'cc', 'bcc', 'delivered-to', 'x-original-to']);

function recipientsOf(payload: MailPart | undefined): string[] {
  const values = (payload?.headers ?? []).filter(({ name }) => toHeaders.has(name.toLowerCase()));
  const words = values.flatMap(({ value }) => value.toLowerCase().split(/[\s<>(),;:"]/));
  return [...new Set(words.filter((word) => /^[^@]+@[^@]+$/.test(word)))];
}

/** A message of the API as a mail. */
export function readMail(message: z.output<typeof messageSchema>): Mail {
  const { id, threadId, labelIds, internalDate, payload } = message;
  return {
    id,
    threadId,
    labelIds,
    from: headerOf(payload, 'from') ?? '',
    to: headerOf(payload, 'to') ?? '',
    recipients: recipientsOf(payload),
    subject: headerOf(payload, 'subject') ?? '',
    receivedAtMs: internalDate ?? null,
    text: payload === undefined ? '' : textOf(payload),
  };
}
