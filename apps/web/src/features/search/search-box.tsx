import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId } from 'react';
import { IconButton } from '../../ui/button.tsx';
import { usePageBox } from '../shell/page-box.ts';

/** The longest search, as the contract has it. */
const maxLength = 500;

/** Where a search is typed. The arrow down leads to what was found, Escape empties it. */
export function SearchBox(props: {
  inputRef: RefObject<HTMLInputElement | null>;
  text: string;
  onText: (text: string) => void;
  onDown: () => void;
}) {
  const { inputRef, text, onText, onDown } = props;
  const id = useId();
  usePageBox('search', inputRef);
  const clear = () => {
    onText('');
    inputRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      onDown();
    } else if (event.key === 'Escape' && text !== '') {
      event.preventDefault();
      clear();
    }
  };
  return (
    <div className="flex items-center gap-3 rounded-card border border-edge bg-sheet pr-2 pl-4 shadow-lift focus-within:border-accent focus-within:ring-3 focus-within:ring-accent-tint">
      <Search className="icon text-faint" aria-hidden="true" />
      <label htmlFor={id} className="sr-only">
        Search
      </label>
      <input
        ref={inputRef}
        id={id}
        type="search"
        // biome-ignore lint/a11y/noAutofocus: the page is for this box; everything else comes after it.
        autoFocus
        autoComplete="off"
        enterKeyHint="search"
        dir="auto"
        maxLength={maxLength}
        value={text}
        placeholder="Words, or a question"
        onChange={(event) => onText(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-13 min-w-0 flex-1 appearance-none bg-transparent font-serif text-xl outline-none placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' ? null : (
        <IconButton label="Clear the search" onClick={clear}>
          <X className="icon" />
        </IconButton>
      )}
    </div>
  );
}
