import { createStore } from '../../base/store';

export type ViewMode = 'grid' | 'map';

/** How images are shown, the same for every labelling. */
export const viewMode = createStore<ViewMode>('grid');

/** Wished width of a tile in pixels. */
export const tileSize = createStore(112);
