import assert from 'node:assert/strict';
import { Deadline, failureOf, httpClassifier, retry } from '@ballast/reliability';

using deadline = Deadline.start(10_000);
const classify = httpClassifier();

// A server that is busy once, and says when to come back.
let calls = 0;
const fetchIt = async () => {
  calls += 1;
  if (calls === 1)
    throw Object.assign(new Error('busy'), { status: 503, headers: { 'retry-after': '0.05' } });
  return 'there';
};
const backoff = { initialMs: 10, maxMs: 1_000 };
assert.equal(await retry(fetchIt, deadline, { classify, backoff }), 'there');
assert.equal(calls, 2);

// What may have taken effect is repeated only when you say that this does no harm.
const lost = async () => {
  throw Object.assign(new Error('connection reset'), { code: 'ECONNRESET' });
};
const failed = retry(lost, deadline, { classify, backoff });
await assert.rejects(failed, { code: 'ECONNRESET' });
const failure = failureOf(await failed.catch((error: unknown) => error));
assert.equal(failure?.reason, 'unknown_outcome');
assert.equal(failure?.attempts.length, 1);
