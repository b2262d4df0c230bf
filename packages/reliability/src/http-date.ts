const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const time = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';
const month = `(?<month>${months.join('|')})`;

/** The three forms of RFC 9110 §5.6.7. All of them are UTC, also the last, which does not say so. */
const forms = [
  // IMF-fixdate: Sun, 06 Nov 1994 08:49:37 GMT
  new RegExp(`^\\w{3}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} (?:GMT|UTC)$`, 'i'),
  // RFC 850: Sunday, 06-Nov-94 08:49:37 GMT
  new RegExp(`^\\w{6,9}, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} (?:GMT|UTC)$`, 'i'),
  // asctime: Sun Nov  6 08:49:37 1994
  new RegExp(`^\\w{3} ${month} (?<day>\\d{2}| \\d) ${time} (?<year>\\d{4})$`, 'i'),
];

/** A two-digit year is the latest one that does not put the date more than 50 years ahead (RFC 9110 §5.6.7). */
function possibleYears(digits: string, nowMs: number): number[] {
  if (digits.length === 4) return [Number(digits)];
  const thisYear = new Date(nowMs).getUTCFullYear();
  const inThisCentury = thisYear - (thisYear % 100) + Number(digits);
  return [inThisCentury + 100, inThisCentury, inThisCentury - 100];
}

/**
 * An HTTP date in epoch ms, or undefined when it is none, or names a day or an hour that does not exist.
 * The weekday is not compared with the date. `Date.parse` reads the third form in local time; this never does.
 */
export function parseHttpDate(text: string, nowMs: number): number | undefined {
  const found = forms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (found === undefined) return undefined;
  const field = (name: string) => Number(found[name]);
  const [day, hour, minute, second] = [field('day'), field('hour'), field('minute'), field('second')];
  // 60 is a leap second.
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const { month: monthName = '', year: digits = '' } = found;
  const monthIndex = months.indexOf(monthName.toLowerCase());
  const latestMs = new Date(nowMs).setUTCFullYear(new Date(nowMs).getUTCFullYear() + 50);
  const year = possibleYears(digits, nowMs).find(
    (one) => digits.length === 4 || Date.UTC(one, monthIndex, day, hour, minute, second) <= latestMs,
  );
  if (year === undefined || new Date(Date.UTC(year, monthIndex, day)).getUTCDate() !== day) return undefined;
  return Date.UTC(year, monthIndex, day, hour, minute, second);
}
