/** What a person told the app to do, as far as it is understood. */
export type Command =
  | { readonly kind: 'finish' | 'archive'; readonly target: string }
  | { readonly kind: 'snooze'; readonly target: string }
  | { readonly kind: 'digest'; readonly period: 'daily' | 'weekly' }
  | { readonly kind: 'go'; readonly href: string; readonly label: string }
  | { readonly kind: 'unknown' };

const polite = /^(?:please |pls )/i;
const article = /^(?:the|my|this|that|our) /i;

function targetOf(text: string | undefined): string {
  return (text ?? '').trim().replace(article, '').trim();
}

/** Reads a command. What is not understood is said to be so, and never guessed at. */
export function readCommand(text: string): Command {
  const said = text
    .trim()
    .replace(/[.!]+$/, '')
    .replace(polite, '');
  const finished =
    /^(?:mark|set)\s+(.+?)\s+(?:as|to)\s+(?:done|completed?|finished)$/i.exec(said) ??
    /^(?:complete|finish|close)\s+(.+)$/i.exec(said);
  if (finished) return withTarget('finish', finished[1]);
  const put = /^(?:archive|delete|remove)\s+(.+)$/i.exec(said);
  if (put) return withTarget('archive', put[1]);
  const off = /^snooze\s+(.+?)(?:\s+(?:until|till|to|for)\s+.+)?$/i.exec(said);
  if (off) return withTarget('snooze', off[1]);
  if (/\bweekly\b|\breview\b/i.test(said)) return { kind: 'digest', period: 'weekly' };
  if (/\bdigest\b|\bdaily\b/i.test(said)) return { kind: 'digest', period: 'daily' };
  if (/\bworkflow\b/i.test(said)) return { kind: 'go', href: '/workflows', label: 'Workflows' };
  if (/^(?:connect|disconnect|sync)\b/i.test(said))
    return { kind: 'go', href: '/settings', label: 'Settings' };
  return { kind: 'unknown' };
}

function withTarget(kind: 'finish' | 'archive' | 'snooze', text: string | undefined): Command {
  const target = targetOf(text);
  return target === '' ? { kind: 'unknown' } : { kind, target };
}
