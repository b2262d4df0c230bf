import type { OutboxMessage } from '../../trpc/client.ts';

/** What a message abroad says, whichever service it is for: its text, title or subject. */
export function messageText({ payload, operation }: Pick<OutboxMessage, 'payload' | 'operation'>): string {
  const facts = (typeof payload === 'object' ? payload : null) as Readonly<Record<string, unknown>> | null;
  const said = [facts?.['text'], facts?.['title'], facts?.['subject']].find(
    (text) => typeof text === 'string',
  );
  return said ?? operation;
}
