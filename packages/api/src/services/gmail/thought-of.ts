import type { Mail } from '@ballast/integrations';
import { maxTextLength } from '../../schemas.ts';

const controlCharacters = /[\p{Cc}--[\t\n\r]]/gv;

function clean(text: string): string {
  return text.toWellFormed().replaceAll(controlCharacters, ' ').trim();
}

/**
 * A mail as a thought: its subject, its words, whom it is from. A longer one than a thought can be is cut; the mail
 * itself stays where it is.
 */
export function thoughtOf({ subject, text, from }: Mail): string {
  const sender = clean(from);
  const parts = [clean(subject), clean(text)].filter((part) => part !== '');
  const words = parts.length === 0 ? '(a mail without words)' : parts.join('\n\n');
  const end = sender === '' ? '' : `\n\nFrom ${[...sender].slice(0, 200).join('')}`;
  const points = [...words];
  const room = maxTextLength - [...end].length;
  return points.length <= room ? words + end : `${points.slice(0, room - 1).join('')}…${end}`;
}
