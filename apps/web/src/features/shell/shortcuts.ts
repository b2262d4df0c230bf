/** What a single key, or `g` and a key, asks for anywhere in the app. */
export type Command =
  /** The page's own box: where there is one to capture in, that; else the search. */
  | { readonly kind: 'box' }
  | { readonly kind: 'capture' }
  | { readonly kind: 'help' }
  | { readonly kind: 'go'; readonly to: string };

/** How long `g` waits for its second key, in ms. */
const prefixMs = 1_200;

/**
 * Reads shortcuts from key presses. Hand it only keys that are not typing; `atMs` is a clock that moves forward.
 */
export function createShortcutReader(
  targets: Readonly<Record<string, string>>,
): (key: string, atMs: number) => Command | undefined {
  let prefixAtMs = Number.NEGATIVE_INFINITY;
  return (key, atMs) => {
    const prefixed = atMs - prefixAtMs <= prefixMs;
    prefixAtMs = Number.NEGATIVE_INFINITY;
    if (prefixed) {
      const to = targets[key];
      return to === undefined ? undefined : { kind: 'go', to };
    }
    if (key === 'g') prefixAtMs = atMs;
    if (key === '/') return { kind: 'box' };
    if (key === 'c') return { kind: 'capture' };
    if (key === '?') return { kind: 'help' };
    return undefined;
  };
}
