import type { ReactNode } from 'react';

/** A picture of a grid and what is said of it. */
export interface GridImage {
  readonly imageId: number;
  /** Under the picture; one or two short lines. */
  readonly caption: ReactNode;
  /** The same for those who cannot see it. */
  readonly label: string;
}
