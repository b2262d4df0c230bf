import { z } from 'zod';
import { captureRuleSchema, settingsSchemas } from './settings.ts';

const token = (what: string) =>
  z
    .string()
    .trim()
    .min(8, { error: `${what} is too short.` })
    .max(4_096, { error: `${what} is too long.` })
    .regex(/^[\x21-\x7e]+$/, { error: `${what} has characters that no token has.` });

/** Tokens that were made elsewhere; usually Google's come from its consent page. */
const googleTokens = {
  accessToken: token('The access token'),
  /** Without it the connection ends with the access token. */
  refreshToken: token('The refresh token').optional(),
};

const { userId, channels, receipts } = settingsSchemas.slack.shape;
const { parentPageId } = settingsSchemas.notion.shape;
const { calendarId } = settingsSchemas.google_calendar.shape;

/** What each vendor is connected with. */
export const connectInput = z.discriminatedUnion(
  'vendor',
  [
    z.strictObject({ vendor: z.literal('slack'), token: token('The token'), userId, channels, receipts }),
    z.strictObject({ vendor: z.literal('notion'), token: token('The token'), parentPageId }),
    z.strictObject({
      vendor: z.literal('gmail'),
      ...googleTokens,
      capture: captureRuleSchema.nullable().default(null),
    }),
    z.strictObject({ vendor: z.literal('google_calendar'), ...googleTokens, calendarId }),
  ],
  { error: 'vendor: choose slack, notion, gmail or google_calendar.' },
);
export type ConnectInput = z.output<typeof connectInput>;
