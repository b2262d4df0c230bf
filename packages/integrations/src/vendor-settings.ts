import * as z from 'zod';

const url = z.url({ protocol: /^https?$/, error: 'needs an http:// or https:// address' });
const secret = z.string().min(8, { error: 'needs a secret of at least 8 characters' }).optional();
const id = z.string().trim().min(1, { error: 'needs the id of an OAuth client' }).optional();

/** The environment variables of the vendors' APIs, for an app to put into its schema. */
export const vendorEnv = {
  SLACK_SIGNING_SECRET: secret,
  SLACK_API_URL: url.default('https://slack.com/api/'),
  NOTION_BASE_URL: url.default('https://api.notion.com'),
  NOTION_WEBHOOK_SECRET: secret,
  GOOGLE_CLIENT_ID: id,
  GOOGLE_CLIENT_SECRET: secret,
  /** Absent: each API's own. */
  GOOGLE_API_ROOT_URL: url.optional(),
  GOOGLE_OAUTH_TOKEN_URL: url.default('https://oauth2.googleapis.com/token'),
  GOOGLE_PUSH_TOKEN: secret,
};

/** Variables of `vendorEnv` whose value is never repeated in a message. */
export const vendorSecrets = [
  'SLACK_SIGNING_SECRET',
  'NOTION_WEBHOOK_SECRET',
  'GOOGLE_CLIENT_SECRET',
  'GOOGLE_PUSH_TOKEN',
] as const;

const vendorSchema = z.object(vendorEnv);
/** The vendors' part of a validated environment. */
export type VendorEnv = z.output<typeof vendorSchema>;

/** The defaults: the vendors' own addresses, no secrets. */
export function defaultVendorEnv(): VendorEnv {
  return vendorSchema.parse({});
}
