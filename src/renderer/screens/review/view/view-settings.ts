import { createStore } from '../../../base/kept/store';

export type ViewMode = 'grid' | 'map';

/** Display settings, shared by all labellings. */
export const viewMode = createStore<ViewMode>('grid');

/** Preferred width of a tile in pixels. */
export const tileSize = createStore(112);

export const tileSizes = { min: 56, max: 296 } as const;
