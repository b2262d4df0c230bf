import { digest } from './hash.ts';

/** Ids that look like a vendor's own and come out the same in every run with the same seed. */
export interface Ids {
  /** `length` characters of lower-case hex. */
  hex(kind: string, length: number): string;
  /** `length` characters of upper-case letters and digits, as in Slack's ids. */
  upper(kind: string, length: number): string;
  uuid(kind: string): string;
  /** 1, 2, 3, … for each kind. */
  next(kind: string): number;
  reset(): void;
}

export function createIds(seed: number): Ids {
  const counts = new Map<string, number>();
  const next = (kind: string) => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count;
  };
  const hex = (kind: string, length: number) => digest(`${seed}/${kind}/${next(kind)}`, length);
  return {
    next,
    hex,
    upper: (kind, length) => hex(kind, length).toUpperCase(),
    uuid: (kind) =>
      hex(kind, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, (_, a, b, c, d, e) =>
        [a, b, `4${c}`, `8${d}`, e].join('-'),
      ),
    reset: () => counts.clear(),
  };
}
