import assert from 'node:assert/strict';
import { Deadline, sleep, timeout } from '@ballast/reliability';

const caller = new AbortController();
using deadline = Deadline.start(5_000, { signal: caller.signal });

// Everything below takes its limit from what remains.
assert(deadline.remainingMs() <= 5_000);
using part = deadline.child(60_000);
assert(part.remainingMs() <= 5_000);

// A timeout ends the work, not only the wait for it: the work hears it through its own deadline.
const slow = timeout((own) => sleep(60_000, own), 10, deadline);
await assert.rejects(slow, { code: 'attempt_timeout' });

// Why it ended is kept apart: timeout, caller_left or shutdown.
const waiting = sleep(60_000, deadline);
caller.abort();
await assert.rejects(waiting, { code: 'caller_left' });
assert.equal(deadline.abortKind, 'caller_left');
