import { type RefObject, useEffect } from 'react';

/** The boxes a page can have, each of which keys lead to. */
export type Box = 'capture' | 'search';

const wishFor = (box: Box) => `ballast:${box}`;

/** Asks for a box; false when this page has none. */
export function focusBox(box: Box): boolean {
  return !window.dispatchEvent(new Event(wishFor(box), { cancelable: true }));
}

/** Gives this page's box the focus whenever it is asked for. */
export function usePageBox(box: Box, ref: RefObject<HTMLTextAreaElement | HTMLInputElement | null>): void {
  useEffect(() => {
    const focus = (event: Event) => {
      event.preventDefault();
      ref.current?.focus();
      ref.current?.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener(wishFor(box), focus);
    return () => window.removeEventListener(wishFor(box), focus);
  }, [box, ref]);
}
