export { type CallOptions, callOptions, callOptionsOf, withIdempotencyKey } from './call-options.ts';
export { deadlineLink, deadlineOf } from './deadline-link.ts';
export { ladderHeaders } from './headers.ts';
export { idempotencyLink } from './idempotency-link.ts';
export { keepaliveFetch } from './keepalive-fetch.ts';
export { type RetryLinkOptions, retryLink } from './retry-link.ts';
export { isUndecided, mintTraceHeaders, type RandomBytes } from './trace-headers.ts';
export { traceHeaders, traceLink } from './trace-link.ts';
