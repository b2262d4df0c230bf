import type { Runtime } from '@ballast/reliability';
import type { Credentials } from './credentials.ts';
import type { Ids } from './ids.ts';
import type { JsonObject } from './json.ts';
import type { Reply } from './reply.ts';
import type { SimRequest } from './request.ts';

/** Who answers. `google` is the consent page and the token endpoint; Gmail and Calendar stand for themselves. */
export const vendorIds = ['openai', 'anthropic', 'slack', 'notion', 'gmail', 'calendar', 'google'] as const;
export type VendorId = (typeof vendorIds)[number];

/** What a model is made to answer instead of a good answer. */
export type AnswerDemand = 'refusal' | 'length' | 'off-schema' | 'not-json';

/** One request on its way through a route. */
export interface Call {
  readonly request: SimRequest;
  readonly params: Readonly<Record<string, string>>;
  readonly body: JsonObject;
  /** The caller's credential; empty where none is needed. */
  readonly token: string;
  readonly demand: AnswerDemand | undefined;
}

export interface Route {
  /** As the vendor or its SDK names the operation, e.g. `chat.postMessage`. Faults and the journal use it. */
  readonly name: string;
  readonly method: string;
  /** Below the mount; `:name` takes one segment. */
  readonly path: string;
  /** True where anybody may call: the consent page, the token endpoint. */
  readonly open?: boolean;
  handle(call: Call): Reply;
}

export interface Vendor {
  readonly id: VendorId;
  readonly mounts: readonly string[];
  readonly routes: readonly Route[];
  readonly credentials: Credentials;
  /** The caller's credential as this vendor reads it. */
  token(request: SimRequest): string | undefined;
  /** The body as an object, or the vendor's answer to one it can't read. */
  parse(request: SimRequest): { readonly body: JsonObject } | { readonly refused: Reply };
  /** What the vendor answers before any route: bad credentials, a missing version. */
  refuse(request: SimRequest, route: Route): Reply | undefined;
  unknownRoute(request: SimRequest): Reply;
  /** The vendor's usual answer with this status. */
  failure(status: number): Reply;
  /** Whom a token stands for, where several do for the same; undefined: each for itself. */
  holder?(token: string): string;
  /** What makes a repeat of this call the same call; undefined: its bytes. */
  identity?(route: Route, call: Call): string | undefined;
  /** The header that carries this vendor's request id. */
  readonly requestIdHeader: string;
  /** A new request id; it also takes the place of `{{requestId}}` in the body. */
  requestId(): string;
  /** From now on this token is expired; `dead`: and can't be refreshed. */
  expireToken(token: string, dead: boolean): void;
  /** What is there, for the state page: nothing secret. */
  state(): unknown;
  reset(): void;
}

/** What every vendor is built on. */
export interface World {
  readonly runtime: Runtime;
  readonly ids: Ids;
  readonly settings: Settings;
  /** Where the simulator can be reached; known once it listens. */
  readonly url: () => string;
}

export interface Settings {
  /** Slack's one message a second and channel. */
  slackRateLimit: boolean;
}
