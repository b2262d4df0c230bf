import { headerValue, textIn } from './mime.ts';
import type { Mail, Mailbox } from './state.ts';

const dayMs = 86_400_000;

function spanMs(text: string): number {
  const [, count, unit] = /^(\d+)([dmy])$/.exec(text) ?? [];
  return Number(count ?? 0) * dayMs * (unit === 'y' ? 365 : unit === 'm' ? 30 : 1);
}

/** `2026/03/02` or seconds since the epoch. */
function instantMs(text: string): number {
  return /^\d{9,}$/.test(text) ? Number(text) * 1000 : Date.parse(`${text.replaceAll('/', '-')}T00:00:00Z`);
}

function hasLabel(mail: Mail, box: Mailbox, name: string): boolean {
  const wanted = name.toLowerCase();
  return mail.labelIds.some((id) => {
    const label = box.labels.get(id)?.name ?? id;
    return label.toLowerCase().replaceAll(/[ /]/g, '-') === wanted || id.toLowerCase() === wanted;
  });
}

function meets(mail: Mail, box: Mailbox, operator: string, value: string, nowMs: number): boolean {
  const { headers } = mail.parsed;
  const holds = (name: string) =>
    (headerValue(headers, name) ?? '').toLowerCase().includes(value.toLowerCase());
  switch (operator) {
    case 'from':
    case 'to':
    case 'cc':
    case 'subject':
      return holds(operator);
    case 'label':
    case 'in':
    case 'is':
      return value === 'anywhere' || hasLabel(mail, box, value);
    case 'rfc822msgid':
      return headerValue(headers, 'message-id')?.replace(/[<>]/g, '') === value.replace(/[<>]/g, '');
    case 'after':
      return mail.internalDateMs >= instantMs(value);
    case 'before':
      return mail.internalDateMs < instantMs(value);
    case 'newer_than':
      return mail.internalDateMs >= nowMs - spanMs(value);
    case 'older_than':
      return mail.internalDateMs < nowMs - spanMs(value);
    default:
      return (
        holds('subject') ||
        (textIn(mail.parsed, 'text/plain') ?? '').toLowerCase().includes(value.toLowerCase())
      );
  }
}

/** Whether a mail meets Gmail's search words, all of them; `-` in front of one turns it around. */
export function found(mail: Mail, box: Mailbox, query: string, nowMs: number): boolean {
  const words = [...query.matchAll(/(-?)(?:(\w+):)?(?:"([^"]*)"|(\S+))/g)];
  return words.every(([, not, operator, quoted, plain]) => {
    const value = quoted ?? plain?.replace(/^\((.*)\)$/, '$1') ?? '';
    return meets(mail, box, operator ?? 'text', value, nowMs) !== (not === '-');
  });
}
