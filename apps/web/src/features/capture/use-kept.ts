import { useCallback, useEffect, useState } from 'react';

/**
 * A text kept in this browser under a name of one's own: what is half-written, or asked and not yet answered, is there
 * again after a reload.
 */
export function useKept(
  what: 'draft' | 'asked',
  ownerId: string,
): [text: string, setText: (text: string) => void] {
  const place = `ballast.${what}.${ownerId}`;
  const [text, setState] = useState('');

  useEffect(() => {
    const kept = window.localStorage.getItem(place);
    // What was typed before this ran stays.
    if (kept) setState((typed) => typed || kept);
  }, [place]);

  const setText = useCallback(
    (next: string) => {
      setState(next);
      try {
        if (next) window.localStorage.setItem(place, next);
        else window.localStorage.removeItem(place);
      } catch {
        // Without room in the storage it lives as long as the page.
      }
    },
    [place],
  );
  return [text, setText];
}
