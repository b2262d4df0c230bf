import { X } from 'lucide-react';
import Link from 'next/link';
import { Button, buttonClass, IconButton } from '../../ui/button.tsx';
import { Answer } from '../answer/answer.tsx';
import { CommandOffer } from '../commands/command-offer.tsx';
import type { Asked } from './meaning.ts';

/** What became of a question or a command typed into the box. Nothing was filed; that is always one press away. */
export function AskedPanel({
  asked,
  onCapture,
  onClose,
}: {
  asked: Asked;
  onCapture: () => void;
  onClose: () => void;
}) {
  const isQuestion = asked.meaning === 'query';
  return (
    <section
      aria-label={isQuestion ? 'Your question' : 'Your command'}
      className="mt-4 animate-settle rounded-card border border-line bg-sheet px-5 py-4 shadow-lift"
    >
      <div className="mb-3 flex items-start justify-between gap-3">
        <p dir="auto" className="min-w-0 font-serif text-base text-soft italic wrap-anywhere">
          {asked.text}
        </p>
        <IconButton label="Close" className="-mt-2 -mr-2" onClick={onClose}>
          <X className="icon" />
        </IconButton>
      </div>
      {isQuestion ? <Answer question={asked.text} /> : <CommandOffer text={asked.text} onDone={onClose} />}
      <div className="mt-4 flex flex-wrap items-center gap-2 border-t border-line pt-3">
        <Button size="sm" onClick={onCapture}>
          Capture it anyway
        </Button>
        {isQuestion ? (
          <Link
            href={{ pathname: '/search', query: { q: asked.text } }}
            className={buttonClass('plain', 'sm')}
          >
            Search further
          </Link>
        ) : null}
        <p className="ml-auto text-xs text-faint">Not filed</p>
      </div>
    </section>
  );
}
