import type { Json, JsonObject } from '../../json.ts';
import type { World } from '../../vendor.ts';

/** A message as Slack keeps it. `ts` is its id within the channel. */
export interface SlackMessage {
  readonly channel: string;
  readonly ts: string;
  readonly threadTs: string | undefined;
  readonly user: string;
  /** Absent on what a person wrote. */
  readonly botId: string | undefined;
  readonly text: string;
  readonly blocks: Json | undefined;
  readonly metadata: JsonObject | undefined;
  readonly editedTs: string | undefined;
}

export interface SlackChannel {
  readonly id: string;
  readonly name: string | undefined;
  /** Set on a direct conversation. */
  readonly user: string | undefined;
  readonly member: boolean;
  readonly messages: SlackMessage[];
}

export interface SlackUser {
  readonly id: string;
  readonly name: string;
  readonly realName: string;
  readonly isBot: boolean;
}

/** One workspace. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly channels: Map<string, SlackChannel>;
  readonly users: ReadonlyMap<string, SlackUser>;
  /** Channel → when it last took a message, in ms of the monotonic clock. */
  readonly lastPostMs: Map<string, number>;
}

export const botUserId = 'U0BALLAST';
export const botId = 'B0BALLAST';
export const appId = 'A0BALLAST';
const usualTeam = 'T0SIMULATE';

const people: readonly SlackUser[] = [
  { id: 'U0ADA00001', name: 'ada', realName: 'Ada Lovelace', isBot: false },
  { id: 'U0GRACE001', name: 'grace', realName: 'Grace Hopper', isBot: false },
  { id: botUserId, name: 'ballast', realName: 'Ballast', isBot: true },
];

function channel(id: string, name: string | undefined, member: boolean, user?: string): SlackChannel {
  return { id, name, member, user, messages: [] };
}

function createTeam(id: string): Team {
  const channels = [
    channel('C0GENERAL1', 'general', true),
    channel('C0INBOX001', 'inbox', true),
    channel('C0PRIVATE1', 'not-invited', false),
  ];
  return {
    id,
    name: `Simulated ${id}`,
    channels: new Map(channels.map((one) => [one.id, one])),
    users: new Map(people.map((user) => [user.id, user])),
    lastPostMs: new Map(),
  };
}

/** All workspaces, made when first seen. */
export interface SlackState {
  /** A token that names a team (`xoxb-T0SECOND01-…`) belongs to it; any other to the usual one. */
  teamOf(token: string): Team;
  team(id: string | undefined): Team;
  teams(): readonly Team[];
  /** The direct conversation with somebody, opened when there is none yet. */
  open(team: Team, user: string): { readonly channel: SlackChannel; readonly already: boolean };
  /** A `ts` that no other message has. */
  nextTs(): string;
  reset(): void;
}

export function createSlackState({ runtime }: World): SlackState {
  const teams = new Map<string, Team>();
  let lastMicros = 0;
  const team = (id = usualTeam): Team => {
    const known = teams.get(id) ?? createTeam(id);
    teams.set(id, known);
    return known;
  };
  return {
    team,
    teamOf: (token) => team(/\b(T[A-Z0-9]{7,})\b/.exec(token)?.[1]),
    teams: () => [...teams.values()],
    open: (inTeam, user) => {
      const id = `D${user.slice(1)}`;
      const known = inTeam.channels.get(id);
      const direct = known ?? channel(id, undefined, true, user);
      inTeam.channels.set(id, direct);
      return { channel: direct, already: known !== undefined };
    },
    nextTs: () => {
      lastMicros = Math.max(lastMicros + 1, Math.floor(runtime.now() * 1000));
      const seconds = Math.floor(lastMicros / 1_000_000);
      return `${seconds}.${String(lastMicros % 1_000_000).padStart(6, '0')}`;
    },
    reset: () => teams.clear(),
  };
}
