import { createContext, useContext } from 'react';

/** The signed-in person, as pages know them. */
export interface Viewer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** IANA name. */
  readonly timezone: string;
  /** Since when they are here, ISO 8601. */
  readonly createdAt: string;
}

const ViewerContext = createContext<Viewer | null>(null);

export const ViewerProvider = ViewerContext.Provider;

/** The signed-in person; only inside the shell. */
export function useViewer(): Viewer {
  const viewer = useContext(ViewerContext);
  if (!viewer) throw new Error('useViewer needs a ViewerProvider above it.');
  return viewer;
}
