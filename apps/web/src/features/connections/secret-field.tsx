import type { ComponentProps } from 'react';
import { TextField } from '../../ui/field.tsx';

/** A field for a token: hidden while it is typed, and offered to no password manager. */
export function SecretField(props: ComponentProps<typeof TextField>) {
  return <TextField {...props} type="password" autoComplete="off" spellCheck={false} data-1p-ignore="" />;
}
