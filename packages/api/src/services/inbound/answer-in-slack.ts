import type { Tx } from '@ballast/db';
import { answerQuestion } from '../search/answer.ts';
import { searchTextSchema } from '../search/words.ts';
import { replyInSlack } from './reply-in-slack.ts';
import { sayAnswer } from './say-answer.ts';
import type { SlackSpot } from './slack-wish.ts';
import type { InboundWork } from './work.ts';

const nothingFound =
  'Nothing you have written down answers this. A question is not kept as a thought; /capture keeps it.';

/**
 * Answers a question from what its owner has written down, with the sources, and files nothing. In a direct
 * conversation the answer stands beside the question; anywhere else others read along, so it goes to the person directly.
 */
export async function answerInSlack(
  work: InboundWork,
  { spot, timezone }: { readonly spot: SlackSpot; readonly timezone: string },
): Promise<(tx: Tx) => Promise<number>> {
  const { ctx, payload } = work;
  const question = searchTextSchema.safeParse(payload.text);
  const answer = question.success
    ? await answerQuestion({ ctx, input: { question: question.data } })
    : { lines: [], sources: [], unfiled: [] };
  const text = sayAnswer(answer, timezone) ?? nothingFound;
  const { channel, threadTs } = spot;
  const reply = channel.startsWith('D') ? { text, channel, threadTs } : { text, channel: null };
  return async (tx) => {
    await replyInSlack(tx, work, reply);
    return 0;
  };
}
