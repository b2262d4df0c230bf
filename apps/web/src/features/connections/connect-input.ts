import type { ConfigureInput, ConnectInput } from '../../trpc/client.ts';
import { fieldOf } from '../account/use-submit.ts';
import type { Vendor } from './words.ts';

const text = (fields: FormData, name: string) => fieldOf(fields, name).trim();
const textOrNull = (fields: FormData, name: string) => text(fields, name) || null;

/** The id in what a person pasted as a Notion page: its address ends with it, with or without dashes. */
export function notionPageId(pasted: string): string | null {
  const trimmed = pasted.trim();
  if (trimmed === '') return null;
  const path = trimmed.replace(/[?#].*$/, '').replaceAll('-', '');
  return /([0-9a-f]{32})\/?$/i.exec(path)?.[1]?.toLowerCase() ?? trimmed;
}

/** Channel ids as a person lists them: between commas, spaces or lines. */
export function channelIds(listed: string): string[] {
  return [...new Set(listed.split(/[\s,;]+/).filter((id) => id !== ''))];
}

function captureRule(fields: FormData) {
  const value = text(fields, 'captureValue');
  if (value === '') return null;
  return text(fields, 'captureKind') === 'address'
    ? ({ kind: 'address', address: value } as const)
    : ({ kind: 'label', labelId: value } as const);
}

function slackChoices(fields: FormData) {
  return {
    userId: textOrNull(fields, 'userId'),
    channels: channelIds(fieldOf(fields, 'channels')),
    receipts: fields.get('receipts') !== null,
  };
}

function googleTokens(fields: FormData) {
  const refreshToken = text(fields, 'refreshToken');
  return {
    accessToken: text(fields, 'accessToken'),
    ...(refreshToken === '' ? {} : { refreshToken }),
  };
}

/** What a connection's form says, as the API takes it. */
export function connectInputOf(vendor: Vendor, fields: FormData): ConnectInput {
  switch (vendor) {
    case 'slack':
      return { vendor, token: text(fields, 'token'), ...slackChoices(fields) };
    case 'notion':
      return {
        vendor,
        token: text(fields, 'token'),
        parentPageId: notionPageId(fieldOf(fields, 'parentPage')),
      };
    case 'gmail':
      return { vendor, ...googleTokens(fields), capture: captureRule(fields) };
    case 'google_calendar':
      return { vendor, ...googleTokens(fields), calendarId: textOrNull(fields, 'calendarId') };
  }
}

/** What the form of a connection's choices says; undefined for a service that has none. */
export function configureInputOf(vendor: Vendor, fields: FormData): ConfigureInput | undefined {
  if (vendor === 'slack') return { vendor, ...slackChoices(fields) };
  return vendor === 'gmail' ? { vendor, capture: captureRule(fields) } : undefined;
}
