import type { JsonObject } from '../../json.ts';

export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** A message or a part of one, taken apart. */
export interface Part {
  readonly headers: readonly MailHeader[];
  readonly mimeType: string;
  readonly filename: string;
  /** Decoded. Empty on a multipart. */
  readonly body: Buffer;
  readonly parts: readonly Part[];
}

export function headerValue(headers: readonly MailHeader[], name: string): string | undefined {
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value;
}

function unquote(text: string): Buffer {
  const joined = text.replace(/=\r?\n/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** `=?utf-8?B?…?=` and its like, as Gmail shows them: decoded. */
function decodeWords(value: string): string {
  return value.replace(
    /=\?([\w-]+)\?([BQ])\?([^?]*)\?=/gi,
    (_, charset: string, kind: string, text: string) => {
      const bytes =
        kind.toUpperCase() === 'B' ? Buffer.from(text, 'base64') : unquote(text.replaceAll('_', ' '));
      return bytes.toString(/^utf-?8$/i.test(charset) ? 'utf8' : 'latin1');
    },
  );
}

function headersOf(head: string): MailHeader[] {
  return head
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, name, value] = /^([^\s:]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, value: decodeWords(value ?? '') }];
    });
}

function parameter(value: string | undefined, name: string): string | undefined {
  const found = new RegExp(`${name}\\s*=\\s*(?:"([^"]*)"|([^;\\s]+))`, 'i').exec(value ?? '');
  return found?.[1] ?? found?.[2];
}

function decoded(body: string, encoding: string | undefined): Buffer {
  switch (encoding?.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64');
    case 'quoted-printable':
      return unquote(body);
    default:
      return Buffer.from(body, 'latin1');
  }
}

/** Takes a raw message apart; bytes are Latin-1 characters until their encoding is known. */
export function parseMail(raw: string): Part {
  const cut = /\r?\n\r?\n/.exec(raw);
  const head = cut === null ? raw : raw.slice(0, cut.index);
  const rest = cut === null ? '' : raw.slice(cut.index + cut[0].length);
  const headers = headersOf(Buffer.from(head, 'latin1').toString('utf8'));
  const type = headerValue(headers, 'content-type');
  const boundary = parameter(type, 'boundary');
  const mimeType = type?.split(';')[0]?.trim().toLowerCase() ?? 'text/plain';
  const filename = parameter(headerValue(headers, 'content-disposition'), 'filename') ?? '';
  if (!mimeType.startsWith('multipart/') || boundary === undefined) {
    const body = decoded(rest, headerValue(headers, 'content-transfer-encoding'));
    return { headers, mimeType, filename, body, parts: [] };
  }
  const [, ...pieces] = `\n${rest}`.split(`\n--${boundary}`);
  const parts = pieces
    .filter((piece) => !piece.startsWith('--'))
    .map((piece) => parseMail(piece.replace(/^\r?\n/, '').replace(/\r?\n?$/, '')));
  return { headers, mimeType, filename, body: Buffer.alloc(0), parts };
}

/** The first text of this kind anywhere in the message. */
export function textIn(part: Part, mimeType: string): string | undefined {
  if (part.mimeType === mimeType && part.filename === '') return part.body.toString('utf8');
  return part.parts.map((inner) => textIn(inner, mimeType)).find((text) => text !== undefined);
}

/** A part as Gmail shows it: bodies are base64url. */
export function shownPart(part: Part, partId = ''): JsonObject {
  const data = part.body.length === 0 ? {} : { data: part.body.toString('base64url') };
  const inner = part.parts.map((one, index) =>
    shownPart(one, partId === '' ? `${index}` : `${partId}.${index}`),
  );
  return {
    partId,
    mimeType: part.mimeType,
    filename: part.filename,
    headers: part.headers.map(({ name, value }) => ({ name, value })),
    body: { size: part.body.length, ...data },
    ...(inner.length === 0 ? {} : { parts: inner }),
  };
}

export interface Letter {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly date: Date;
  readonly headers: Readonly<Record<string, string>>;
}

function encodeWord(value: string): string {
  return /^[\x20-\x7e]*$/.test(value) ? value : `=?UTF-8?B?${Buffer.from(value).toString('base64')}?=`;
}

function base64Lines(text: string): string {
  return (
    Buffer.from(text)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  ).join('\r\n');
}

/** A message as a mail program sends it: the same text as plain text and as HTML. */
export function composeMail(letter: Letter): string {
  const boundary = `=_${letter.messageId.replace(/\W/g, '')}`;
  const escaped = letter.text
    .replace(/[&<>]/g, (char) => `&#${char.charCodeAt(0)};`)
    .replaceAll('\n', '<br>');
  const part = (type: string, text: string) =>
    `--${boundary}\r\nContent-Type: ${type}; charset="UTF-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n${base64Lines(text)}\r\n`;
  const headers = {
    From: encodeWord(letter.from),
    To: letter.to,
    Subject: encodeWord(letter.subject),
    Date: letter.date.toUTCString(),
    'Message-ID': `<${letter.messageId}>`,
    ...letter.headers,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${boundary}"`,
  };
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${head.join('')}\r\n${part('text/plain', letter.text)}${part('text/html', `<p>${escaped}</p>`)}--${boundary}--\r\n`;
}
