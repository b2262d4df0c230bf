import { ArrowUp, CornerDownLeft } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useId } from 'react';
import { cx } from '../../ui/class-names.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useCaptureQueue } from './capture-provider.tsx';
import type { Asked, Meaning } from './meaning.ts';
import { charactersLeft, tidyThought } from './thought-text.ts';
import { useMeaning } from './use-meaning.ts';

/** From here on the box says how much room is left. */
const shownLeft = 500;

const sendLabels: Readonly<Record<Meaning, string>> = {
  capture: 'Keep this thought',
  query: 'Ask this question',
  command: 'See what this would do',
};

interface Props {
  inputRef: RefObject<HTMLTextAreaElement | null>;
  draft: string;
  onDraft: (text: string) => void;
  /** A question or command, which is not filed. */
  onAsk: (asked: Asked) => void;
}

/**
 * The one box. Enter keeps a thought, asks a question or offers a command; with Ctrl or Cmd it keeps whatever it is.
 * Shift+Enter begins a new line.
 */
export function CaptureBox({ inputRef, draft, onDraft, onAsk }: Props) {
  const queue = useCaptureQueue();
  const meaning = useMeaning(draft);
  const id = useId();
  const left = charactersLeft(draft);
  const canSend = queue !== null && left >= 0 && tidyThought(draft).length > 0;

  const keep = () => {
    if (!canSend) return;
    queue.add(tidyThought(draft));
    onDraft('');
    inputRef.current?.focus();
  };
  const send = () => {
    if (!canSend || meaning === 'capture') return keep();
    onAsk({ meaning, text: tidyThought(draft) });
    onDraft('');
    inputRef.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a candidate.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) keep();
    else send();
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
        <div id={`${id}-keys`} className={cx('min-w-0', left < shownLeft && 'hidden')}>
          {meaning === 'capture' ? (
            <p className="max-sm:sr-only">
              <Kbd>Enter</Kbd> keeps it, <Kbd>Shift</Kbd> <Kbd>Enter</Kbd> starts a new line
            </p>
          ) : (
            <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-accent">
              {meaning === 'query' ? 'A question: answered, not filed.' : 'A command: offered, not filed.'}
              <button
                type="button"
                title="Ctrl Enter"
                onClick={keep}
                className="text-soft underline underline-offset-3 hover:text-ink"
              >
                Capture it anyway
              </button>
            </p>
          )}
        </div>
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
          aria-label={sendLabels[meaning]}
          title={sendLabels[meaning]}
          className="ml-auto inline-flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-on-accent transition-colors hover:bg-accent-strong disabled:bg-well disabled:text-faint"
        >
          {meaning === 'capture' ? (
            <ArrowUp className="icon" strokeWidth={2.25} />
          ) : (
            <CornerDownLeft className="icon" strokeWidth={2.25} />
          )}
        </button>
      </div>
    </form>
  );
}
