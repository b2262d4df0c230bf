import { isDatabaseError } from '@ballast/db';

/** An unknown error's class, code and stack frames: its message may quote what a person wrote. */
export function nameAndPlace(cause: unknown): object {
  if (!(cause instanceof Error)) return { name: typeof cause };
  const code = isDatabaseError(cause) || 'code' in cause ? String(cause.code) : undefined;
  const frames = cause.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8);
  return { name: cause.name, code, frames };
}
