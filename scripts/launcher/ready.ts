import { StartFailure } from './failure.ts';

/**
 * Waits until the app says that it is ready.
 * @throws StartFailure after `limitMs`, with the app's own reason
 */
export async function waitUntilReady(url: string, limitMs: number, gaveUp: Promise<string>): Promise<void> {
  let reason = 'It does not answer.';
  const failed = gaveUp.then((name) => {
    throw new StartFailure(`${name} could not be started; see its log.`);
  });
  const ready = (async () => {
    const endMs = performance.now() + limitMs;
    while (performance.now() < endMs) {
      try {
        const response = await fetch(`${url}/api/ready`, { signal: AbortSignal.timeout(5_000) });
        if (response.ok) return;
        const body: unknown = await response.json();
        if (typeof body === 'object' && body !== null && 'reason' in body) reason = String(body.reason);
      } catch {
        // Not up yet.
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new StartFailure(`The app did not become ready within ${limitMs / 1000} s: ${reason}`);
  })();
  await Promise.race([ready, failed]);
}
