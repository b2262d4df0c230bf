import type { DetectedIntent } from '@ballast/integrations';
import { z } from 'zod';
import type { OwnerCall } from '../../context.ts';
import { maxTextLength, personText } from '../../schemas.ts';
import { getAccount } from '../account/get.ts';

export const detectIntentInput = z.strictObject({ text: personText('The text', maxTextLength) });

/** Whether a text is a thought to keep, a question, or a command. */
export async function detectIntent(options: {
  ctx: OwnerCall;
  input: z.infer<typeof detectIntentInput>;
}): Promise<DetectedIntent> {
  const { ctx, input } = options;
  const { timezone } = await getAccount({ ctx });
  const { ownerId } = ctx.principal;
  const asked = { text: input.text, timezone, nowMs: ctx.runtime.now() };
  const { intent, confidence, date } = await ctx.thinker.detectIntent(asked, {
    ownerId,
    deadline: ctx.deadline,
  });
  return { intent, confidence, ...(date !== undefined && { date }) };
}
