import { z } from 'zod';
import { plainSlackText } from './slack-text.ts';

/** Where in Slack something was said, and by whom. */
export interface SlackPlace {
  readonly team: string;
  readonly channel: string;
  readonly user: string;
}

/** A genuine request of Slack's, as far as it concerns us. */
export type SlackAsked =
  | { readonly kind: 'challenge'; readonly challenge: string }
  | {
      readonly kind: 'message';
      readonly eventId: string;
      readonly place: SlackPlace;
      /** Slack's id of the message within its channel. */
      readonly ts: string;
      /** The message that began the thread it stands in; null: it stands in none. */
      readonly threadTs: string | null;
      readonly text: string;
    }
  | {
      readonly kind: 'command';
      readonly eventId: string;
      readonly place: SlackPlace;
      readonly command: string;
      readonly text: string;
    }
  /** Whatever is not for us: edits, bots (we ourselves among them), events nobody acts on. */
  | { readonly kind: 'other' };

const slackId = z.string().regex(/^[A-Za-z0-9]{1,64}$/);
const text = z.string().transform(plainSlackText);

const challengeSchema = z.object({ type: z.literal('url_verification'), challenge: z.string().max(1_000) });

const slackTs = z.string().regex(/^\d{1,16}\.\d{1,9}$/);

const messageSchema = z.object({
  type: z.literal('event_callback'),
  team_id: slackId,
  event_id: slackId,
  event: z.object({
    type: z.literal('message'),
    // Edits, deletions and joins are subtypes too; these three are something a person says.
    subtype: z.enum(['file_share', 'thread_broadcast', 'me_message']).optional(),
    bot_id: z.undefined().optional(),
    channel: slackId,
    user: slackId,
    ts: slackTs,
    thread_ts: slackTs.optional(),
    text,
  }),
});

const commandSchema = z.object({
  team_id: slackId,
  channel_id: slackId,
  user_id: slackId,
  trigger_id: z.string().regex(/^[\w.-]{1,100}$/),
  command: z.string().max(100),
  text: text.default(''),
});

/** Reads a body whose signature was good; undefined when it is neither JSON nor a form as Slack sends them. */
export function readSlackRequest(contentType: string, body: string): SlackAsked | undefined {
  if (contentType.startsWith('application/x-www-form-urlencoded')) return readCommand(body);
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return undefined;
  }
  const challenge = challengeSchema.safeParse(parsed);
  if (challenge.success) return { kind: 'challenge', challenge: challenge.data.challenge };
  const message = messageSchema.safeParse(parsed);
  if (!message.success || message.data.event.text === '') return { kind: 'other' };
  const { team_id, event_id, event } = message.data;
  return {
    kind: 'message',
    eventId: event_id,
    place: { team: team_id, channel: event.channel, user: event.user },
    ts: event.ts,
    // The message that begins a thread names itself.
    threadTs: event.thread_ts === undefined || event.thread_ts === event.ts ? null : event.thread_ts,
    text: event.text,
  };
}

function readCommand(body: string): SlackAsked | undefined {
  const form = commandSchema.safeParse(Object.fromEntries(new URLSearchParams(body)));
  if (!form.success) return undefined;
  const { team_id, channel_id, user_id, trigger_id, command, text: said } = form.data;
  return {
    kind: 'command',
    eventId: trigger_id,
    place: { team: team_id, channel: channel_id, user: user_id },
    command,
    text: said,
  };
}
