import type { Runtime } from '@ballast/reliability';
import anthropic from './fixtures/anthropic.json' with { type: 'json' };
import calendar from './fixtures/calendar.json' with { type: 'json' };
import gmail from './fixtures/gmail.json' with { type: 'json' };
import google from './fixtures/google.json' with { type: 'json' };
import notion from './fixtures/notion.json' with { type: 'json' };
import openai from './fixtures/openai.json' with { type: 'json' };
import slack from './fixtures/slack.json' with { type: 'json' };
import { html, json, type Reply } from './reply.ts';
import type { AnswerDemand, VendorId } from './vendor.ts';

/** One recorded error, or a bent answer of a model. */
export interface Fixture {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly html?: string;
  readonly answer?: AnswerDemand;
}

const files = { openai, anthropic, slack, notion, gmail, calendar, google } satisfies Record<
  VendorId,
  Record<string, unknown>
>;

/** Every fixture by its preset name, e.g. `openai.insufficient_quota`. */
export const fixtures: ReadonlyMap<string, Fixture> = new Map(
  Object.entries(files).flatMap(([vendor, entries]) =>
    Object.entries(entries).map(([name, fixture]): [string, Fixture] => [
      `${vendor}.${name}`,
      fixture as Fixture,
    ]),
  ),
);

/** The vendor's fixture; throws on a name that is not there. */
export function fixture(vendor: VendorId, name: string): Fixture {
  const found = fixtures.get(`${vendor}.${name}`);
  if (found === undefined) throw new Error(`No fixture ${vendor}.${name}`);
  return found;
}

/** The first fixture of the vendor with this status. The files put the plainest one of a status first. */
export function fixtureOfStatus(vendor: VendorId, status: number): Fixture | undefined {
  const prefix = `${vendor}.`;
  return [...fixtures].find(([name, entry]) => name.startsWith(prefix) && entry.status === status)?.[1];
}

/** Fills `{{httpDate+N}}` and `{{rfc3339+N}}`, N seconds from now, wherever they stand. */
function fillTimes<T>(value: T, runtime: Runtime): T {
  const later = (seconds: string) => new Date(runtime.now() + Number(seconds) * 1000);
  const filled = JSON.stringify(value)
    .replace(/\{\{httpDate\+(\d+)\}\}/g, (_, seconds: string) => later(seconds).toUTCString())
    .replace(/\{\{rfc3339\+(\d+)\}\}/g, (_, seconds: string) => later(seconds).toISOString());
  return JSON.parse(filled) as T;
}

/** A fixture as an answer. `{{requestId}}` stays for the moment of sending. */
export function fixtureReply(entry: Fixture, runtime: Runtime): Reply {
  const headers = fillTimes(entry.headers ?? {}, runtime);
  const status = entry.status ?? 200;
  return entry.html === undefined
    ? json(status, fillTimes(entry.body ?? {}, runtime), { headers })
    : html(status, entry.html, { headers });
}
