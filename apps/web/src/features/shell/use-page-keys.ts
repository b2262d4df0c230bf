import { useEffect, useRef } from 'react';
import { isTyping } from '../../ui/list-keys.ts';
import { shortcutsSwitch } from './use-shortcuts.ts';

/** Lets single keys act on a page that shows one thing. A key without an action is left alone. */
export function usePageKeys(keys: Readonly<Record<string, (() => void) | false>>): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || !shortcutsSwitch.read()) return;
      const act = latest.current[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
