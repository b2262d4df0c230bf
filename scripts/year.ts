/**
 * `pnpm year`: a year of ticks on the real digest services and the real schedule, for people all over the world,
 * with downtimes, schedulers that overlap and ticks that are interrupted. Writes bench/year-report.md; fails when a
 * digest is missing, doubled, or was never owed.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { residents } from '../apps/cron/test/year/owners.ts';
import { simulate } from '../apps/cron/test/year/simulate.ts';

const from = '2026-01-01T00:00:00Z';
const to = process.argv[2] ?? '2027-01-05T00:00:00Z';

/** Every third hour: the moments between are the ones at which everybody's is there already. */
const ticks = { DAILY_DIGEST_CRON: '0 */3 * * *', WEEKLY_REVIEW_CRON: '30 */3 * * *' };

const startedMs = performance.now();
const year = await simulate([{ from, to }], ticks);
const tookS = (performance.now() - startedMs) / 1_000;

const owed = new Set(year.owed);
const made = new Set(year.made);
const missing = year.owed.filter((key) => !made.has(key));
const unasked = year.made.filter((key) => !owed.has(key));
const doubled = year.made.length - made.size;
const held = missing.length + unasked.length + doubled === 0;

/** The most and fewest digests of a kind that one person has. */
function span(kind: 'daily' | 'weekly'): string {
  const each = residents.map(
    (_, n) => year.made.filter((key) => key.startsWith(`owner${n + 1} ${kind} `)).length,
  );
  return `${Math.min(...each)} to ${Math.max(...each)}`;
}

const text = [
  '# A year of digests',
  '',
  `Written by \`pnpm year\`: every third hour from ${from} to ${to} both ticks of the schedule run on the real services and a real`,
  'database, with a clock that is set by hand. What each tick owes is worked out a second time, by the calendar of the',
  "platform instead of the one the services use: today's digest from seven in the morning, before that yesterday's; the week's",
  "from five on its Sunday. After a downtime that is one digest and one review, today's and this week's.",
  '',
  `People live in ${residents.map(({ timezone, moves = [] }) => [timezone, ...moves.map((move) => move.to)].join(' then ')).join(', ')}.`,
  '',
  '| | |',
  '|---|---:|',
  `| ticks that ran | ${year.ticks} |`,
  `| of these at two schedulers at once | ${year.doubled} |`,
  `| interrupted and run again | ${year.interrupted} |`,
  `| downtimes, the longest | ${year.downtimes}, ${year.longestDownHours.toFixed(0)} h |`,
  `| digests and reviews owed | ${owed.size} |`,
  `| made | ${year.made.length} |`,
  `| missing | ${missing.length} |`,
  `| doubled | ${doubled} |`,
  `| made without being owed | ${unasked.length} |`,
  `| digests a person | ${span('daily')} |`,
  `| reviews a person | ${span('weekly')} |`,
  `| took | ${tookS.toFixed(0)} s |`,
  '',
  held ? 'Every promise held.' : '**A promise was broken.**',
  '',
].join('\n');
await writeFile(join(import.meta.dirname, '..', 'bench', 'year-report.md'), text);
process.stdout.write(text);
process.exitCode = held ? 0 : 1;
