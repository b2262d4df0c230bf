type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Bytes of request bodies a browser lets outlive their page, over all that are under way (Fetch standard, 4.6). */
const allowanceBytes = 65_536;

/**
 * `fetch` whose writes outlive their page: a change made just before a tab is closed or left still arrives, where the
 * browser would cut its request off. What is over the browser's allowance is sent without that.
 */
export function keepaliveFetch(
  fetch: Fetch,
): (input: string | URL | Request, init?: object) => Promise<Response> {
  let underWayBytes = 0;
  return async (input, init) => {
    const request: RequestInit = init ?? {};
    const bytes = typeof request.body === 'string' ? new TextEncoder().encode(request.body).byteLength : 0;
    if (bytes === 0 || underWayBytes + bytes > allowanceBytes) return fetch(input, request);
    underWayBytes += bytes;
    try {
      return await fetch(input, { ...request, keepalive: true });
    } finally {
      underWayBytes -= bytes;
    }
  };
}
