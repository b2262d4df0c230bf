import { type MatrixOperation, made, plain, read } from './operation.ts';
import type { Cell } from './world.ts';

const event = {
  title: 'Dentist',
  startsAt: '2026-03-02T10:00:00.000Z',
  endsAt: '2026-03-02T11:00:00.000Z',
  allDay: false,
  timezone: 'UTC',
};

/** An event that is there, with its etag. */
async function anEvent({ vendors, google, context, n }: Cell) {
  const id = `event${n}`;
  await vendors.calendar.insert(google, { ...event, id }, context());
  const there = await vendors.calendar.get(google, id, context());
  return { ...event, id, etag: there?.etag ?? '' };
}

function aMail({ world, n }: Cell): string {
  const { gmail } = world.simulator.vendors.gmail;
  const raw = 'From: a@example.com\r\nSubject: Hello\r\n\r\nBody';
  return gmail.add(gmail.mailbox(`secret-google${n}@example.com`), raw, ['INBOX']).id;
}

const draft = { to: 'a@example.com', subject: 'Hello', body: 'Body' };

async function consented({ vendors, world }: Cell) {
  const redirectUri = 'http://localhost:3000/callback';
  const start = vendors.googleOAuth?.consent({ redirectUri, scopes: ['https://mail.google.com/'] });
  const asked = new URL(start?.url ?? '');
  const answered = await fetch(`${world.simulator.url}/google/o/oauth2/v2/consent`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(asked.searchParams),
  });
  const code = new URL(answered.headers.get('location') ?? '').searchParams.get('code') ?? '';
  return { code, verifier: start?.verifier ?? '', redirectUri };
}
/** What we ask of Google: mail, calendars and consents. */
export const googleOperations: readonly MatrixOperation[] = [
  {
    ...read,
    vendor: 'gmail',
    name: 'users.getProfile',
    prepare: plain((c) => c.vendors.gmail.profile(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.labels.list',
    prepare: plain((c) => c.vendors.gmail.labels(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.watch',
    effect: 'set',
    prepare: plain((c) => c.vendors.gmail.watch(c.google, { topicName: 'projects/p/topics/t' }, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.stop',
    effect: 'set',
    bodyless: true,
    prepare: plain((c) => c.vendors.gmail.stop(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.history.list',
    answers: [404],
    prepare: async (c) => {
      const { historyId } = await c.vendors.gmail.profile(c.google, c.context());
      return () => c.vendors.gmail.history(c.google, { startHistoryId: historyId }, c.context());
    },
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.messages.list',
    prepare: plain((c) => c.vendors.gmail.list(c.google, {}, c.context())),
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.messages.get',
    answers: [404],
    prepare: async (c) => {
      const id = aMail(c);
      return () => c.vendors.gmail.get(c.google, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.drafts.list',
    prepare: async (c) => {
      await c.vendors.gmail.createDraft(c.google, { ...draft, dedupeId: `d${c.n}` }, c.context());
      return () => c.vendors.gmail.findDraft(c.google, `d${c.n}`, c.context());
    },
  },
  {
    ...read,
    vendor: 'gmail',
    name: 'users.drafts.get',
    answers: [404],
    prepare: async (c) => {
      await c.vendors.gmail.createDraft(c.google, { ...draft, dedupeId: `d${c.n}` }, c.context());
      return () => c.vendors.gmail.findDraft(c.google, 'another', c.context());
    },
  },
  {
    ...made,
    vendor: 'gmail',
    name: 'users.drafts.create',
    prepare: plain((c) =>
      c.vendors.gmail.createDraft(c.google, { ...draft, dedupeId: `d${c.n}` }, c.context()),
    ),
  },

  {
    ...read,
    vendor: 'calendar',
    name: 'calendars.get',
    prepare: plain((c) => c.vendors.calendar.describe(c.google, c.context())),
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.insert',
    effect: 'made',
    recognised: true,
    answers: [409],
    prepare: plain((c) => c.vendors.calendar.insert(c.google, { ...event, id: `event${c.n}` }, c.context())),
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.get',
    answers: [404, 410],
    prepare: async (c) => {
      const { id } = await anEvent(c);
      return () => c.vendors.calendar.get(c.google, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.update',
    effect: 'made',
    recognised: true,
    answers: [404, 410, 412],
    prepare: async (c) => {
      const there = await anEvent(c);
      return () => c.vendors.calendar.update(c.google, { ...there, title: 'Later' }, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.patch',
    effect: 'made',
    recognised: true,
    answers: [404, 410, 412],
    prepare: async (c) => {
      const there = await anEvent(c);
      return () => c.vendors.calendar.revise(c.google, { ...there, title: 'Later' }, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.delete',
    effect: 'made',
    bodyless: true,
    answers: [404, 410],
    prepare: async (c) => {
      const { id } = await anEvent(c);
      return () => c.vendors.calendar.remove(c.google, id, c.context());
    },
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'events.list',
    answers: [410],
    prepare: plain((c) => c.vendors.calendar.changes(c.google, {}, c.context())),
  },
  {
    ...made,
    vendor: 'calendar',
    name: 'events.watch',
    repeat: 'never',
    prepare: plain((c) =>
      c.vendors.calendar.watch(
        c.google,
        { id: `ch${c.n}`, address: 'https://app.example/hook', token: 't' },
        c.context(),
      ),
    ),
  },
  {
    ...read,
    vendor: 'calendar',
    name: 'channels.stop',
    effect: 'made',
    bodyless: true,
    answers: [404, 410],
    prepare: async (c) => {
      const opened = { id: `ch${c.n}`, address: 'https://app.example/hook', token: 't' };
      const watched = await c.vendors.calendar.watch(c.google, opened, c.context());
      return () => c.vendors.calendar.stop(c.google, watched, c.context());
    },
  },

  {
    ...made,
    vendor: 'google',
    name: 'oauth.exchange',
    route: 'oauth.token',
    repeat: 'never',
    open: true,
    prepare: async (c) => {
      const input = await consented(c);
      return async () => c.vendors.googleOAuth?.exchange(input, c.context());
    },
  },
  {
    ...read,
    vendor: 'google',
    name: 'oauth.refresh',
    route: 'oauth.token',
    effect: 'set',
    prepare: plain(async (c) => c.vendors.googleOAuth?.refresh(c.google.tokens, c.context())),
  },
  {
    ...read,
    vendor: 'google',
    name: 'oauth.revoke',
    effect: 'set',
    bodyless: true,
    open: true,
    prepare: async (c) => {
      const tokens = await c.vendors.googleOAuth?.exchange(await consented(c), c.context());
      return async () => c.vendors.googleOAuth?.revoke(tokens ?? c.google.tokens, c.context());
    },
  },
];
