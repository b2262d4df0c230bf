import { useState } from 'react';
import { cx } from '../../ui/class-names.ts';

const longLength = 600;
const longLines = 8;

/** A thought as it was written; a long one is folded. */
export function ThoughtText({ text, muted = false }: { text: string; muted?: boolean }) {
  const [open, setOpen] = useState(false);
  const isLong = text.length > longLength || text.split('\n', longLines + 1).length > longLines;
  return (
    <>
      <p
        dir="auto"
        className={cx(
          'font-serif text-lg leading-snug wrap-anywhere whitespace-pre-wrap',
          muted && 'text-soft',
          isLong && !open && 'line-clamp-6',
        )}
      >
        {text}
      </p>
      {isLong ? (
        <button
          type="button"
          onClick={() => setOpen(!open)}
          className="mt-1 text-sm text-accent underline underline-offset-3"
        >
          {open ? 'Show less' : 'Show all'}
        </button>
      ) : null}
    </>
  );
}
