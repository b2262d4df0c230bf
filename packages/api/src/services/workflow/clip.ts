import { DomainError } from '../../errors.ts';

const controlCharacters = /[\p{Cc}--[\t\n\r]]/gv;

/**
 * A filled-in text, fit to be kept or sent: trimmed, without control characters, at most `maxLength` characters.
 * @throws DomainError `validation_failed` when nothing is left of it
 */
export function clip(text: string, what: string, maxLength: number): string {
  const clean = text.replaceAll(controlCharacters, ' ').trim();
  if (clean === '') {
    throw new DomainError('validation_failed', `${what} is empty: what it is filled in with has no value.`);
  }
  const characters = [...clean];
  return characters.length <= maxLength ? clean : `${characters.slice(0, maxLength - 1).join('')}…`;
}
