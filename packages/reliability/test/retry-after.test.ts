import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { longestRetryAfterMs, parseRetryAfter } from '../src/index.ts';

// RFC 9110's own example date, one minute before it.
const nowMs = Date.UTC(1994, 10, 6, 8, 48, 37);
const after = (value: string | string[], from = nowMs) => parseRetryAfter({ 'retry-after': value }, from);

describe('parseRetryAfter', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1_500],
    [' 7 ', 7_000],
    ['007', 7_000],
  ])('reads %j as seconds', (value, ms) => expect(after(value)).toBe(ms));

  it.each([
    'Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov  6 08:49:37 1994',
    'sun, 06 nov 1994 08:49:37 gmt',
    'Sun, 06 Nov 1994 08:49:37 UTC',
  ])('reads the date %j in UTC', (value) => expect(after(value)).toBe(60_000));

  it.each([
    ['Mon, 31 Dec 2029 23:59:60 GMT', Date.UTC(2029, 11, 31, 23, 59, 0), 60_000],
    ['Thu Nov 26 00:00:01 2026', Date.UTC(2026, 10, 26), 1_000],
    ['Thu, 29 Feb 2024 00:00:00 GMT', Date.UTC(2024, 1, 28), 86_400_000],
  ])('reads %j', (value, from, ms) => expect(after(value, from)).toBe(ms));

  it('does not take the asctime form for local time, as Date.parse does', () => {
    vi.stubEnv('TZ', 'America/St_Johns');
    expect(Date.parse('Sun Nov  6 08:49:37 1994')).not.toBe(nowMs + 60_000);
    expect(after('Sun Nov  6 08:49:37 1994')).toBe(60_000);
    vi.unstubAllEnvs();
  });

  it.each([
    // [now, two digits, the year they stand for]
    [Date.UTC(2026, 0, 1), '26', 2026],
    [Date.UTC(2026, 0, 1), '75', 2075],
    [Date.UTC(2026, 0, 1), '77', 1977],
    [Date.UTC(2099, 5, 1), '01', 2101],
    [Date.UTC(2001, 5, 1), '99', 1999],
  ])('at %i takes the two digits %s for %i', (from, digits, year) => {
    const at = Date.UTC(year, 6, 10, 12, 0, 0);
    expect(after(`Monday, 10-Jul-${digits} 12:00:00 GMT`, from)).toBe(
      Math.min(longestRetryAfterMs, Math.max(0, at - from)),
    );
  });

  it('draws the line of two-digit years at 50 years to the second', () => {
    const from = Date.UTC(2026, 6, 10, 12, 0, 0);
    expect(after('Friday, 10-Jul-76 12:00:00 GMT', from)).toBe(longestRetryAfterMs);
    expect(after('Friday, 10-Jul-76 12:00:01 GMT', from)).toBe(0);
  });

  it('takes a date that has passed for now', () => {
    expect(after('Sun, 06 Nov 1994 08:48:36 GMT')).toBe(0);
  });

  it.each([
    '',
    ' ',
    'soon',
    '-5',
    '+5',
    '1e3',
    '0x10',
    '.5',
    '5.',
    '1 2',
    'NaN',
    'Infinity',
    'Sun, 31 Feb 1994 08:49:37 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 06 Foo 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 +0100',
    'Sun, 06 Nov 1994 08:49:37',
    'x Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-1994 08:49:37 GMT',
    'Sunday, 31-Feb-94 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT x',
    'x Sunday, 06-Nov-94 08:49:37 GMT',
    'Sun Nov 6 08:49:37 1994',
    'Sun Nov  6 08:49:37 1994 x',
    'x Sun Nov  6 08:49:37 1994',
    '1994-11-06T08:49:37Z',
  ])('makes nothing of %j', (value) => expect(after(value)).toBeUndefined());

  it('cuts what is absurdly long to a year, so that a date can be made of it', () => {
    expect(after('9'.repeat(400))).toBe(longestRetryAfterMs);
    expect(after('31536001')).toBe(longestRetryAfterMs);
    expect(after('Fri, 31 Dec 9999 23:59:59 GMT')).toBe(longestRetryAfterMs);
    expect(longestRetryAfterMs).toBe(31_536_000_000);
  });

  it.each([
    ['60, 120', 120_000],
    ['120,60', 120_000],
    ['soon, 5', 5_000],
    ['Sun, 06 Nov 1994 08:49:37 GMT, 30', 60_000],
    ['90, Sunday, 06-Nov-94 08:49:37 GMT', 90_000],
    ['Sun Nov  6 08:49:37 1994,Sun, 06 Nov 1994 08:50:37 GMT', 120_000],
  ])('takes the longest of the list %j', (value, ms) => expect(after(value)).toBe(ms));

  it('takes the longest of a header that came twice', () => {
    expect(after(['60', 'garbage', '120'])).toBe(120_000);
    expect(parseRetryAfter({ 'Retry-After': '1', 'retry-after': '2', 'RETRY-AFTER': undefined }, nowMs)).toBe(
      2_000,
    );
  });

  it('prefers retry-after-ms, which says it more exactly', () => {
    expect(parseRetryAfter({ 'Retry-After-Ms': '1250.5', 'retry-after': '3' }, nowMs)).toBe(1_250.5);
    expect(parseRetryAfter({ 'retry-after-ms': 'soon', 'retry-after': '3' }, nowMs)).toBe(3_000);
    expect(parseRetryAfter({ 'retry-after-ms': '0', 'retry-after': '3' }, nowMs)).toBe(0);
    expect(parseRetryAfter({ 'retry-after-ms': '-1' }, nowMs)).toBeUndefined();
    expect(parseRetryAfter({ 'retry-after-ms': 'Sun, 06 Nov 1994 08:49:37 GMT' }, nowMs)).toBeUndefined();
  });

  it('reads fetch Headers, plain records with numbers, and nothing', () => {
    const headers = new Headers();
    headers.append('Retry-After', '60');
    headers.append('Retry-After', '120');
    expect(parseRetryAfter(headers, nowMs)).toBe(120_000);
    expect(parseRetryAfter(new Headers(), nowMs)).toBeUndefined();
    expect(parseRetryAfter({ 'retry-after': 4 }, nowMs)).toBe(4_000);
    expect(parseRetryAfter({ get: 'x', 'retry-after': '4' }, nowMs)).toBe(4_000);
    expect(parseRetryAfter({}, nowMs)).toBeUndefined();
    expect(parseRetryAfter(undefined, nowMs)).toBeUndefined();
  });

  it('never throws and never answers outside [0, one year] (property)', () => {
    const dateish = fc
      .array(
        fc.constantFrom(
          'Sun',
          ', ',
          '06',
          'Nov',
          ' ',
          '1994',
          '-',
          '94',
          '08:49:37',
          ' GMT',
          ',',
          '7',
          'x',
          '  6',
        ),
        {
          maxLength: 12,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), dateish), fc.date({ noInvalidDate: true }), (value, now) => {
        const ms = after(value, now.getTime()) ?? 0;
        expect(ms >= 0 && ms <= longestRetryAfterMs).toBe(true);
      }),
    );
  });

  it('reads back every date a server can write, in all three forms (property)', () => {
    const anyDate = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2069-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 300_000_000 }), (date, aheadSeconds) => {
        const from = Math.floor(date.getTime() / 1_000) * 1_000;
        const at = new Date(from + Math.min(aheadSeconds, 31_536_000) * 1_000);
        const [weekday = '', day = '', month = '', year = '', time = ''] = at
          .toUTCString()
          .replace(',', '')
          .split(' ');
        const long = {
          Sun: 'Sunday',
          Mon: 'Monday',
          Tue: 'Tuesday',
          Wed: 'Wednesday',
          Thu: 'Thursday',
          Fri: 'Friday',
          Sat: 'Saturday',
        };
        const forms = [
          at.toUTCString(),
          `${long[weekday as keyof typeof long]}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
          `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
        ];
        for (const form of forms) expect(after(form, from)).toBe(at.getTime() - from);
      }),
    );
  });
});
