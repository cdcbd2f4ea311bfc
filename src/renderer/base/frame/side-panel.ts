import { createKeptStore } from '../kept/kept-store';
import { createStore, type Store } from '../kept/store';

/** The state in which a person left a panel. */
export interface KeptPanel {
  /** Pixels; null while nobody has chosen a width. */
  readonly width: number | null;
  readonly folded: boolean;
}

/** A panel at a side of a screen. Widths are in pixels. */
export interface SidePanel {
  readonly label: () => string;
  readonly className: string;
  /** The widths until a person chooses another: `usual` in a window of usual width, `narrow` in a narrow one. */
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

/** A panel whose state is kept under the given name and restored at the next start. */
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
