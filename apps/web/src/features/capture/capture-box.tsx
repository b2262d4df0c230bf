import { ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId } from 'react';
import { cx } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useCaptureQueue } from './capture-provider.tsx';
import { charactersLeft, tidyThought } from './thought-text.ts';

/** From here on the box says how much room is left. */
const shownLeft = 500;

interface Props {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  onDraft: (text: string) => void;
}

/** The one box. Enter sends, Shift+Enter begins a new line. */
export function CaptureBox({ inputRef, draft, onDraft }: Props) {
  const queue = useCaptureQueue();
  const id = useId();
  const left = charactersLeft(draft);
  const canSend = queue !== null && left >= 0 && tidyThought(draft).length > 0;

  const send = () => {
    if (!canSend) return;
    queue.add(tidyThought(draft));
    onDraft('');
    inputRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      className="rounded-card border border-edge bg-sheet shadow-lift focus-within:border-accent focus-within:ring-3 focus-within:ring-accent-tint"
    >
      <label htmlFor={id} className="sr-only">
        Capture a thought
      </label>
      <textarea
        ref={inputRef}
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the page is for this box; everything else comes after it.
        autoFocus
        rows={2}
        dir="auto"
        value={draft}
        placeholder="What’s on your mind?"
        aria-describedby={left < shownLeft ? `${id}-room` : `${id}-keys`}
        aria-invalid={left < 0 || undefined}
        onChange={(event) => onDraft(event.target.value)}
        onKeyDown={onKeyDown}
        className="field-sizing-content block max-h-[50dvh] min-h-20 w-full resize-none rounded-t-card bg-transparent px-4 pt-4 pb-2 font-serif text-xl leading-snug outline-none placeholder:text-faint sm:px-5"
      />
      <div className="flex items-center gap-3 px-3 pb-3 pl-4 text-xs text-faint sm:pl-5">
        <p id={`${id}-keys`} className={cx('max-sm:sr-only', left < shownLeft && 'hidden')}>
          <Kbd>Enter</Kbd> keeps it, <Kbd>Shift</Kbd> <Kbd>Enter</Kbd> starts a new line
        </p>
        {left < shownLeft ? (
          <p id={`${id}-room`} role="status" className={left < 0 ? 'font-medium text-danger' : ''}>
            {left < 0
              ? `${(-left).toLocaleString('en')} characters too many`
              : `${left.toLocaleString('en')} characters left`}
          </p>
        ) : null}
        <button
          type="submit"
          disabled={!canSend}
          aria-label="Keep this thought"
          title="Keep this thought"
          className="ml-auto inline-flex size-9 items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-well disabled:text-faint"
        >
          <ArrowUp className="icon" strokeWidth={2.25} />
        </button>
      </div>
    </form>
  );
}
