import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixtures, type Simulator, startSimulator } from '../index.ts';

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.close());

const string = expect.any(String) as string;
const google = {
  error: {
    code: expect.any(Number) as number,
    message: string,
    errors: [expect.objectContaining({ domain: string, reason: string, message: string })],
  },
};

/** Where each vendor is asked, and the form of its errors. */
const vendors: Readonly<Record<string, { readonly path: string; readonly form: object }>> = {
  openai: {
    path: '/openai/v1/models',
    form: {
      error: {
        message: string,
        type: string,
        param: expect.toSatisfy(isNullable),
        code: expect.toSatisfy(isNullable),
      },
    },
  },
  anthropic: {
    path: '/anthropic/v1/models',
    form: {
      type: 'error',
      error: { type: string, message: string },
      request_id: expect.stringMatching(/^req_/),
    },
  },
  slack: { path: '/slack/api/auth.test', form: { ok: false, error: string } },
  notion: {
    path: '/notion/v1/users/me',
    form: {
      object: 'error',
      status: expect.any(Number),
      code: string,
      request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  },
  gmail: { path: '/google/gmail/v1/users/me/profile', form: google },
  calendar: { path: '/google/calendar/v3/users/me/calendarList', form: google },
  google: { path: '/google/o/oauth2/v2/auth', form: { error: string, error_description: string } },
};

function isNullable(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

async function meet(preset: string) {
  simulator.reset();
  simulator.faults([{ fault: { preset } }]);
  const path = vendors[preset.split('.')[0] ?? '']?.path ?? '';
  const headers = {
    authorization: 'Bearer token',
    'notion-version': '2025-09-03',
    'anthropic-version': '2026-10-21',
  };
  const response = await fetch(simulator.url + path, { headers });
  return { response, text: await response.text() };
}

const errors = [...fixtures].filter(([, { answer }]) => answer === undefined);

describe('recorded errors', () => {
  it.each(errors.map(([name]) => name))('%s arrives in the form of its vendor', async (name) => {
    const { response, text } = await meet(name);
    const known = fixtures.get(name);
    expect(response.status).toBe(known?.status);
    expect(text).not.toContain('{{');
    for (const [header, value] of Object.entries(known?.headers ?? {})) {
      const wait = value.startsWith('{{')
        ? Date.parse(response.headers.get(header) ?? '') - Date.now()
        : undefined;
      if (wait === undefined) expect(response.headers.get(header)).toBe(value);
      else expect(wait).toBeGreaterThan(0);
    }
    if (known?.html !== undefined) return expect(text).toBe(known.html);
    expect(JSON.parse(text)).toMatchObject(vendors[name.split('.')[0] ?? '']?.form ?? {});
  });

  it.each([
    ['openai', [400, 401, 403, 404, 408, 409, 429, 500, 502, 503, 504]],
    ['anthropic', [400, 401, 402, 403, 404, 413, 429, 500, 502, 503, 504, 529]],
    ['slack', [200, 403, 429, 500, 502, 503, 504]],
    ['notion', [400, 401, 403, 404, 409, 429, 500, 502, 503, 504, 529]],
    ['gmail', [400, 401, 403, 404, 429, 500, 502, 503, 504]],
    ['calendar', [400, 401, 403, 404, 409, 410, 412, 429, 500, 502, 503, 504]],
    ['google', [400, 401, 403, 429, 500, 502, 503, 504]],
  ])('%s has one for every status it is known to answer', (vendor, statuses) => {
    const recorded = errors.filter(([name]) => name.startsWith(`${vendor}.`)).map(([, { status }]) => status);
    expect(statuses.filter((status) => !recorded.includes(status))).toEqual([]);
  });
});
