import { type RefObject, useEffect } from 'react';

const wish = 'ballast:capture';

/** Asks for the capture box; false when this page has none. */
export function focusCapture(): boolean {
  return !window.dispatchEvent(new Event(wish, { cancelable: true }));
}

/** Gives the capture box the focus whenever the page is asked for it. */
export function useFocusCapture(ref: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const focus = (event: Event) => {
      event.preventDefault();
      ref.current?.focus();
      ref.current?.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener(wish, focus);
    return () => window.removeEventListener(wish, focus);
  }, [ref]);
}
