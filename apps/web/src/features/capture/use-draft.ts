import { useCallback, useEffect, useState } from 'react';

/** The text in the capture box, kept in this browser until it is sent: a reload loses nothing half-written. */
export function useDraft(ownerId: string): [draft: string, setDraft: (text: string) => void] {
  const place = `ballast.draft.${ownerId}`;
  const [draft, setState] = useState('');

  useEffect(() => {
    const kept = window.localStorage.getItem(place);
    // What was typed before this ran stays.
    if (kept) setState((typed) => typed || kept);
  }, [place]);

  const setDraft = useCallback(
    (text: string) => {
      setState(text);
      try {
        if (text) window.localStorage.setItem(place, text);
        else window.localStorage.removeItem(place);
      } catch {
        // Without room in the storage the draft lives as long as the page.
      }
    },
    [place],
  );
  return [draft, setDraft];
}
