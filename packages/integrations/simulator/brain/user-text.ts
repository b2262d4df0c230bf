import { isObject, parseJson, text as textOf } from '../json.ts';

const fences = [
  /<(thought|capture|captured_text|entry|input|item|note|text|user_text|user_input|message)\b[^>]*>([\s\S]*?)<\/\1>/gi,
  /"""\s*([\s\S]*?)\s*"""/g,
  /```[a-z]*\n([\s\S]*?)\n```/g,
];

function fencedIn(message: string): string | undefined {
  for (const fence of fences) {
    const last = [...message.matchAll(fence)].at(-1);
    const inner = last?.at(-1)?.trim();
    if (inner !== undefined && inner !== '') return inner;
  }
  return undefined;
}

/** What a person wrote, out of the last user message: a JSON `text`, else what stands between marks, else all of it. */
export function userText(message: string): string {
  const parsed = parseJson(message);
  if (isObject(parsed)) {
    const named = ['text', 'thought', 'capture', 'input', 'message', 'query', 'content']
      .map((key) => textOf(parsed[key]))
      .find((value) => value !== undefined && value.trim() !== '');
    if (named !== undefined) return named.trim();
  }
  const inner = fencedIn(message);
  return inner === undefined ? message.trim() : inner === message.trim() ? inner : userText(inner);
}
