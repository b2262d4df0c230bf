/** Set after a sign-in: this browser's person has an account, so the next visit leads to sign-in, not sign-up. */
export const knownCookie = 'ballast.known';
