/** Text with some phrases replaced, and the way back to where they stood. */
export interface Rewritten {
  readonly text: string;
  /** Where in the original a span of `text` stood; a span inside a replacement is all of what was replaced. */
  toOriginal(start: number, end: number): [start: number, end: number];
}

/** One phrase to replace; returning undefined leaves the match as it stands. */
export interface Rewrite {
  readonly pattern: RegExp;
  readonly replace: (match: RegExpExecArray) => string | undefined;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly with: string;
}

/**
 * Applies rewrites to `source`. Patterns see `folded`, which has the same length; where two overlap, the
 * earlier in the list wins.
 */
export function rewrite(source: string, folded: string, rewrites: readonly Rewrite[]): Rewritten {
  const edits: Edit[] = [];
  for (const { pattern, replace } of rewrites) {
    for (const match of folded.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      if (edits.some((edit) => start < edit.end && edit.start < end)) continue;
      const replacement = replace(match);
      if (replacement !== undefined) edits.push({ start, end, with: replacement });
    }
  }
  edits.sort((a, b) => a.start - b.start);
  return { text: applied(source, edits), toOriginal: (start, end) => originalSpan(edits, start, end) };
}

function applied(source: string, edits: readonly Edit[]): string {
  let text = '';
  let from = 0;
  for (const edit of edits) {
    text += source.slice(from, edit.start) + edit.with;
    from = edit.end;
  }
  return text + source.slice(from);
}

function originalSpan(edits: readonly Edit[], start: number, end: number): [number, number] {
  return [originalOffset(edits, start, 'start'), originalOffset(edits, end, 'end')];
}

function originalOffset(edits: readonly Edit[], offset: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const edit of edits) {
    const start = edit.start + shift;
    const end = start + edit.with.length;
    if (side === 'start' ? offset < start : offset <= start) break;
    if (side === 'start' ? offset < end : offset <= end) return edit[side];
    shift += edit.with.length - (edit.end - edit.start);
  }
  return offset - shift;
}
