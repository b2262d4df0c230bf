import { piecesOf } from './marked-text.ts';

/** A line with its matches marked. Text only: nothing in it is taken for HTML. */
export function Snippet({ text }: { text: string }) {
  const pieces = piecesOf(text);
  return pieces.map(({ text: piece, isMatch }, index) =>
    isMatch ? (
      <mark key={index} className="rounded-sm bg-accent-tint px-0.5 text-ink">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
