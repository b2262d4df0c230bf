import { createHash } from 'node:crypto';

/** A draft as a person wants it. */
export interface DraftInput {
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly dedupeId: string;
}

/** Ours on every draft: a repeat is known by it, whatever becomes of the Message-ID. */
export const dedupeHeader = 'X-Ballast-Dedupe';

/** A dedupe id as it stands in headers: nothing of what it names can be read from it. */
export function dedupeMark(dedupeId: string): string {
  return createHash('sha256').update(dedupeId).digest('hex').slice(0, 40);
}

/** The Message-ID of a draft; `.invalid` is nobody's domain. */
export function messageIdOf(dedupeId: string): string {
  return `${dedupeMark(dedupeId)}@ballast.invalid`;
}

/** Bytes of text in an encoded word, so that none is longer than the 75 characters RFC 2047 allows. */
const wordBytes = 45;

/** A header's value in RFC 2047's words, where it is not plain ASCII. */
export function encodedWords(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > wordBytes) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ');
}

/** The raw message, as `drafts.create` takes it. Neither address nor subject can begin another header. */
export function rawDraft({ to, subject, body, dedupeId }: DraftInput): string {
  const oneLine = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  const lines = Buffer.from(body, 'utf8')
    .toString('base64')
    .match(/.{1,76}/g) ?? [''];
  const message = [
    `To: ${encodedWords(oneLine(to))}`,
    `Subject: ${encodedWords(oneLine(subject))}`,
    `Message-ID: <${messageIdOf(dedupeId)}>`,
    `${dedupeHeader}: ${dedupeMark(dedupeId)}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
  ].join('\r\n');
  return Buffer.from(message, 'utf8').toString('base64url');
}
