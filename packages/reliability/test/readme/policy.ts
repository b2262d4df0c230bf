import assert from 'node:assert/strict';
import { Deadline, definePolicy, httpClassifier } from '@ballast/reliability';

const weather = definePolicy({
  name: 'weather',
  timeoutMs: 2_000,
  classify: httpClassifier(),
  retry: { maxRetries: 3, backoff: { initialMs: 10, maxMs: 100 }, repeatable: true },
  breaker: { opens: { consecutiveFailures: 3 }, cooldownMs: 30_000 },
  bulkhead: { maxConcurrent: 10, maxQueue: 100 },
  budget: { ratio: 0.2, burst: 10 },
  onEvent: (event) => {
    if (event.type === 'breaker_changed') changes.push(event.to);
  },
});
const changes: string[] = [];

using deadline = Deadline.start(5_000);
const options = { operation: 'forecast.get' };
const sunny = await weather.run(async ({ signal }) => (signal.aborted ? 'rain' : 'sun'), deadline, options);
assert.equal(sunny, 'sun');

// The third failure in a row opens the breaker, which is not retried: others are told at once.
const down = weather.run(() => Promise.reject(Object.assign(new Error(), { status: 500 })), deadline);
await assert.rejects(down, { code: 'circuit_open' });
assert.deepEqual(changes, ['open']);
assert.equal(weather.state().breaker?.state, 'open');
