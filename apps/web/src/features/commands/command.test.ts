import { expect, test } from 'vitest';
import { readCommand } from './command.ts';

test.each([
  ['mark the dentist appointment as done', { kind: 'finish', target: 'dentist appointment' }],
  ['Please close that task.', { kind: 'finish', target: 'task' }],
  ['archive the old flat project', { kind: 'archive', target: 'old flat project' }],
  ['delete this record', { kind: 'archive', target: 'record' }],
  ['snooze the tax return until monday', { kind: 'snooze', target: 'tax return' }],
  ['snooze tax return', { kind: 'snooze', target: 'tax return' }],
  ['generate my weekly review', { kind: 'digest', period: 'weekly' }],
  ["make today's digest", { kind: 'digest', period: 'daily' }],
  ['run the invoice workflow', { kind: 'go', href: '/workflows', label: 'Workflows' }],
  ['connect slack', { kind: 'go', href: '/settings', label: 'Settings' }],
  ['undo', { kind: 'unknown' }],
  ['archive', { kind: 'unknown' }],
])('%s', (text, command) => {
  expect(readCommand(text)).toEqual(command);
});
