import { createKeptStore } from '../kept/kept-store';
import { createStore, type Store } from '../kept/store';

/** How a person left a panel. */
export interface KeptPanel {
  /** Pixels; null while nobody has chosen a width. */
  readonly width: number | null;
  readonly folded: boolean;
}

/** A panel at a side of a screen. Widths are in pixels. */
export interface SidePanel {
  readonly label: () => string;
  readonly className: string;
  /** While nobody has chosen another: in a window of usual width, and in a narrow one. */
  readonly usual: number;
  readonly narrow: number;
  readonly least: number;
  readonly most: number;
  readonly kept: Store<KeptPanel>;
}

const isKeptPanel = (kept: unknown): kept is KeptPanel => {
  if (typeof kept !== 'object' || kept === null) return false;
  const { width, folded } = kept as Partial<KeptPanel>;
  return (width === null || (typeof width === 'number' && width > 0)) && typeof folded === 'boolean';
};

/** A panel that is at the next start as it was left at the last one, under the name given. */
export const sidePanel = (name: string, panel: Omit<SidePanel, 'kept'>): SidePanel => ({
  ...panel,
  kept: createKeptStore<KeptPanel>(`panel.${name}`, { width: null, folded: false }, isKeptPanel),
});

export function toggleFold({ kept }: SidePanel): void {
  const { width, folded } = kept.get();
  kept.set({ width, folded: !folded });
}

/** The panels of the screen that is shown, for the commands of Ctrl+K. */
export const shownPanels = createStore<readonly SidePanel[]>([]);
