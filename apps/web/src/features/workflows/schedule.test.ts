import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cronOf, readSchedule, type Schedule, scheduleWords } from './schedule.ts';

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  fc.record({ rhythm: fc.constant('hourly' as const), minute: fc.integer({ min: 0, max: 59 }) }),
  fc.record({ rhythm: fc.constantFrom('daily' as const, 'weekdays' as const), time }),
  fc.record({ rhythm: fc.constant('weekly' as const), weekday: fc.integer({ min: 0, max: 6 }), time }),
  fc.record({ rhythm: fc.constant('monthly' as const), day: fc.integer({ min: 1, max: 31 }), time }),
);

test('what was chosen is read back from its cron expression', () => {
  fc.assert(
    fc.property(schedule, (chosen) => {
      expect(readSchedule(cronOf(chosen))).toEqual(chosen);
    }),
  );
});

test.each(['*/5 * * * *', '0 9 1 1 *', '0 9 * * 1,3', '0 9 1 * 1', '99 9 * * *', 'nonsense', ''])(
  'what is no such rhythm stays as it is written: %s',
  (cron) => expect(cronOf(readSchedule(cron))).toBe(cron),
);

test('a schedule is said in words', () => {
  expect(scheduleWords('0 9 * * 1')).toBe('every Monday at 09:00');
  expect(scheduleWords('30 7 * * 1-5')).toBe('Monday to Friday at 07:30');
  expect(scheduleWords('0 * * * *')).toBe('every hour, on the hour');
  expect(scheduleWords('5 6 15 * *')).toBe('on day 15 of each month at 06:05');
  expect(scheduleWords('*/5 * * * *')).toBe('on the schedule */5 * * * *');
});
