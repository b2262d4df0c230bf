import type { OutboxMessage } from '../../trpc/client.ts';

/** What is sent of a record itself names no text of its own. */
const operationWords: Readonly<Record<string, string>> = {
  'record.put': 'A record and its date',
  'record.remove': 'That a record is no longer there',
};

/** What a message abroad says, whichever service it is for: its text, title or subject. */
export function messageText({ payload, operation }: Pick<OutboxMessage, 'payload' | 'operation'>): string {
  const facts = (typeof payload === 'object' ? payload : null) as Readonly<Record<string, unknown>> | null;
  const said = [facts?.['text'], facts?.['title'], facts?.['subject']].find(
    (text) => typeof text === 'string',
  );
  return said ?? operationWords[operation] ?? operation;
}
