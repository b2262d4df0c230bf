const steps: Readonly<Record<string, (index: number, last: number) => number>> = {
  j: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  k: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  Home: () => 0,
  End: (_index, last) => last,
};

/** Where a key leads from the item at `index` of `count`: another index, or undefined when it leads nowhere. */
export function stepInList(key: string, index: number, count: number): number | undefined {
  const last = count - 1;
  const target = steps[key]?.(index, last);
  if (target === undefined || last < 0) return undefined;
  const bounded = Math.min(Math.max(target, 0), last);
  return bounded === index ? undefined : bounded;
}

/** What the key handling asks of the pressed key's surroundings. */
export interface KeyPlace {
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget | null;
}

/** True where a single key is typing or belongs to the browser, and must not be taken as a shortcut. */
export function isTyping({ ctrlKey, metaKey, altKey, target }: KeyPlace): boolean {
  if (ctrlKey || metaKey || altKey) return true;
  return (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]') !==
      null
  );
}
