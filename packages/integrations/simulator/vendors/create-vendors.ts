import type { Vendor, World } from '../vendor.ts';
import { createAnthropic } from './anthropic/anthropic.ts';
import { createCalendar, type GoogleCalendar } from './calendar/calendar.ts';
import { createGmail, type Gmail } from './gmail/gmail.ts';
import { createGoogle } from './google/google.ts';
import { createGrants, type Grants } from './google/grants.ts';
import { createNotion, type Notion } from './notion/notion.ts';
import { createOpenAi } from './openai/openai.ts';
import { createSlack, type Slack } from './slack/slack.ts';

/** Every vendor of one world: those with doors of their own by name, and all of them as a list. */
export interface Vendors {
  readonly slack: Slack;
  readonly notion: Notion;
  readonly gmail: Gmail;
  readonly calendar: GoogleCalendar;
  /** What Google's tokens stand for. */
  readonly grants: Grants;
  readonly all: readonly Vendor[];
}

export function createVendors(world: World): Vendors {
  const grants = createGrants(world);
  const slack = createSlack(world);
  const notion = createNotion(world);
  const gmail = createGmail(world, grants);
  const calendar = createCalendar(world, grants);
  const google = createGoogle(world, grants);
  return {
    slack,
    notion,
    gmail,
    calendar,
    grants,
    all: [createOpenAi(world), createAnthropic(world), slack, notion, google, gmail, calendar],
  };
}
