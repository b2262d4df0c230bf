/** One piece of a text, and whether it is a match. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Takes apart a text whose matches stand between `**`, as `search.query` has it. */
export function piecesOf(marked: string): Piece[] {
  return marked
    .split('**')
    .map((text, index) => ({ text, isMatch: index % 2 === 1 }))
    .filter(({ text }) => text !== '');
}
