import { at, type Json, list, text } from '../json.ts';

/** The text of a message's content: a string, or the parts that are text. */
export function contentText(content: Json | undefined): string {
  if (typeof content === 'string') return content;
  return list(content)
    .map((part) => text(at(part, 'text')) ?? '')
    .join('\n');
}

/** The last user message and everything together. */
export function conversation(messages: readonly Json[]): { readonly user: string; readonly all: string } {
  const said = messages.map((message) => ({
    role: at(message, 'role'),
    text: contentText(at(message, 'content')),
  }));
  return {
    user: said.findLast(({ role }) => role === 'user')?.text ?? '',
    all: said.map(({ text }) => text).join('\n'),
  };
}
