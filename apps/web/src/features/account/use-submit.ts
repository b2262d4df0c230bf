import { type FormEvent, useState } from 'react';

/** A form that is sent once at a time, with the last refusal in words. */
export function useSubmit(send: (fields: FormData) => Promise<void>): {
  busy: boolean;
  error: string | null;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const run = async (form: HTMLFormElement) => {
    setBusy(true);
    setError(null);
    try {
      await send(new FormData(form));
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : 'Something went wrong. Try again.');
    } finally {
      setBusy(false);
    }
  };
  return {
    busy,
    error,
    onSubmit: (event) => {
      event.preventDefault();
      if (!busy) void run(event.currentTarget);
    },
  };
}

/** A text field of a sent form. */
export function fieldOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
