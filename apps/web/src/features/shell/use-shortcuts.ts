import { useRouter } from 'next/router';
import { useEffect, useRef } from 'react';
import { isTyping } from '../../ui/list-keys.ts';
import { goTargets, searchPlace } from './navigation.ts';
import { focusBox } from './page-box.ts';
import { createShortcutReader } from './shortcuts.ts';

const place = 'ballast.shortcuts';

/** Whether single keys act on the page; a person can switch them off, since they get in the way of voice control. */
export const shortcutsSwitch = {
  read: (): boolean => window.localStorage.getItem(place) !== 'off',
  write: (on: boolean): void => window.localStorage.setItem(place, on ? 'on' : 'off'),
};

/** Listens for the app's shortcuts: `/`, `c`, `?`, and `g` with a place's key. */
export function useShortcuts(onHelp: () => void): void {
  const { push } = useRouter();
  const help = useRef(onHelp);
  help.current = onHelp;

  useEffect(() => {
    const read = createShortcutReader(goTargets);
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || !shortcutsSwitch.read()) return;
      const command = read(event.key, event.timeStamp);
      if (!command) return;
      event.preventDefault();
      event.stopPropagation();
      if (command.kind === 'help') help.current();
      else if (command.kind === 'go') void push(command.to);
      else if (command.kind === 'capture') {
        if (!focusBox('capture')) void push('/');
      } else if (!focusBox('capture') && !focusBox('search')) void push(searchPlace.href);
    };
    // Before the page's own handlers: `g 1` must not file the selected thought as well.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, [push]);
}
