import * as z from 'zod';

/** The part of the token endpoint's answer that is read. */
export const tokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().optional(),
  /** Epoch ms by the SDK's clock; the seconds it was made from are what counts. */
  expiry_date: z.number().optional(),
  scope: z.string().optional(),
});
