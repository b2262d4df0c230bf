import { type KeyboardEvent, type RefObject, useCallback, useRef } from 'react';
import { isTyping, stepInList } from './list-keys.ts';

/** Marks the focusable items of a list that is walked with the keyboard. */
export const listItemAttribute = 'data-list-item';

/**
 * Lets j, k, arrows, Home and End move the focus between the items of a list, which carry `listItemAttribute`.
 * Give `ref` and `onKeyDown` to the list.
 */
export function useListFocus<T extends HTMLElement>(): {
  ref: RefObject<T | null>;
  onKeyDown: (event: KeyboardEvent<T>) => void;
} {
  const ref = useRef<T>(null);
  const onKeyDown = useCallback((event: KeyboardEvent<T>) => {
    if (isTyping(event)) return;
    const items = [...event.currentTarget.querySelectorAll<HTMLElement>(`[${listItemAttribute}]`)];
    const index = items.findIndex((item) => item.contains(document.activeElement));
    const target = index < 0 ? undefined : stepInList(event.key, index, items.length);
    if (target === undefined) return;
    event.preventDefault();
    items[target]?.focus();
    items[target]?.scrollIntoView({ block: 'nearest' });
  }, []);
  return { ref, onKeyDown };
}

/** Moves the focus off an item that is about to leave the list, to the one that takes its place. */
export function focusNeighbour(item: HTMLElement): void {
  const items = [...(item.closest('section')?.querySelectorAll<HTMLElement>(`[${listItemAttribute}]`) ?? [])];
  const index = items.indexOf(item);
  (items[index + 1] ?? items[index - 1])?.focus();
}
