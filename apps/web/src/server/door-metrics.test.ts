import type { DependencyState } from '@ballast/api';
import { expect, test } from 'vitest';
import { renderDoorMetrics } from './door-metrics.ts';

const closed: DependencyState = {
  vendor: 'slack',
  ownerId: 'ana',
  breaker: 'closed',
  failures: 0,
  retryAfterMs: 0,
  openUntilMs: undefined,
  running: 2,
  queued: 0,
  retriesLeft: 10,
  lastSuccessAtMs: undefined,
  lastFailureAtMs: undefined,
};

test('a vendor is as bad as the worst of its credentials, and owners are not told apart', () => {
  const text = renderDoorMetrics([
    closed,
    { ...closed, ownerId: 'bob', breaker: 'open', running: 1 },
    { ...closed, vendor: 'notion' },
  ]);
  expect(text).toContain('ballast_door_breaker_state{vendor="slack"} 2\n');
  expect(text).toContain('ballast_door_calls_running{vendor="slack"} 3\n');
  expect(text).toContain('ballast_door_breaker_state{vendor="notion"} 0\n');
  expect(text).not.toMatch(/ana|bob/);
});
