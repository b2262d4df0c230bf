/**
 * The origins whose pages may use the accounts API: the app's own address, and whichever host this very request was
 * made to. A page elsewhere can't choose the Host header of a browser's request, so `localhost`, `127.0.0.1`, another
 * port or the machine's name in the local network all work without being configured.
 */
export function trustedOrigins(appUrl: string, host: string | null): string[] {
  const app = new URL(appUrl);
  if (!host || !/^[\w.:[\]-]+$/.test(host)) return [app.origin];
  return [...new Set([app.origin, `${app.protocol}//${host}`])];
}
