/**
 * `fetch` that ends with `signal`, for SDKs that take no signal of a request: connection, headers and body alike. Give
 * it to a client made for one attempt.
 */
export function fetchWithin(signal: AbortSignal): typeof fetch {
  return (input, init = {}) => {
    const signals = init.signal ? [signal, init.signal] : [signal];
    return fetch(input, { ...init, signal: AbortSignal.any(signals) });
  };
}
