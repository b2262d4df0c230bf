import { knownCookie } from './known-cookie.ts';

const yearSeconds = 365 * 24 * 60 * 60;

/** Goes on after a sign-in: to the page that was asked for, if it is one of ours, else to the inbox. */
export function enter(next: string | string[] | undefined): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere, and this is one flag.
  document.cookie = `${knownCookie}=1; path=/; max-age=${yearSeconds}; samesite=lax`;
  // A whole page load: nothing of a former person stays in memory.
  window.location.assign(safePath(next));
}

/** A path of this origin, or the inbox. `//host` and `/\host` would lead elsewhere. */
export function safePath(next: string | string[] | undefined): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/';
}
