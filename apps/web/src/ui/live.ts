/** How soon numbers that move by the second are asked for again, in ms. */
const quickMs = 2_000;
/** Likewise lists. */
const steadyMs = 5_000;

/** Query options of what follows by itself, and rests while the page is hidden. */
export const quickly = { refetchInterval: quickMs, refetchIntervalInBackground: false } as const;
export const steadily = { refetchInterval: steadyMs, refetchIntervalInBackground: false } as const;

/** Of lists that go on. */
export const steadyPages = {
  ...steadily,
  getNextPageParam: (page: { readonly nextCursor: string | null }) => page.nextCursor ?? undefined,
} as const;
