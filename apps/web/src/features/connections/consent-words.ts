import type { ConsentProblem } from '@ballast/api';

/** What a consent that came to nothing came to, in words. */
export const consentWords: Readonly<Record<ConsentProblem, string>> = {
  access_denied: 'You did not allow it at Google, so nothing was connected.',
  missing_scope: 'Not everything was allowed that this needs. Begin again, and leave all boxes ticked.',
  expired: 'That took longer than ten minutes, so it no longer counts. Begin again.',
  unknown_state:
    'This was not begun in this sign-in, or is finished already. Begin again from here if it is not connected.',
  code_refused: 'Google did not confirm it. Begin again.',
  not_lasting: 'Google allowed it for this visit only. Begin again, and allow it to last.',
  unavailable:
    'Google could not be reached, or what it said could not be kept. Nothing was connected; try again.',
  not_set_up:
    'Connecting Google is not set up here: an OAuth client is needed (see the guide to connections).',
};

/** What to say of a consent, from the address Google's redirect ended at; undefined: nothing came of any. */
export function consentNotice(
  query: Readonly<Record<string, string | string[] | undefined>>,
): { readonly good: boolean; readonly text: string } | undefined {
  const { connected, problem } = query;
  if (connected === 'gmail' || connected === 'google_calendar') {
    const name = connected === 'gmail' ? 'Gmail' : 'Google Calendar';
    return { good: true, text: `${name} is connected.` };
  }
  if (typeof problem !== 'string' || !Object.hasOwn(consentWords, problem)) return undefined;
  return { good: false, text: consentWords[problem as ConsentProblem] };
}
