import { type GridMove, stepFrom } from '../layout/layout';
import { extend, only } from '../layout/selection';
import type { GallerySession } from './session';

/** Moves the focus by a key; with Shift (`extending`), the images in between are selected. */
export function stepInGallery(session: GallerySession, step: GridMove, extending: boolean): void {
  const selection = session.selection.get();
  const images = session.shown.get()?.rows.length ?? 0;
  if (images === 0) return;
  const panes = session.large.get() ? session.panes : [];
  if (panes.length > 1) {
    session.lookAt(paneAfter(step, selection.focus, panes));
    return;
  }
  // The first key after opening selects the focused image; in the large view that one is already seen.
  const untouched = selection.ranges.length === 0 && selection.focus === 0 && !session.large.get();
  const begins = untouched && !extending && step !== 'end';
  const to = begins ? 0 : placeAfter(step, selection.focus, session.layout, images);
  session.moveTo(extending ? extend(selection, to) : only(to));
}

/** While images are shown side by side, the keys stay among them. */
function paneAfter(step: GridMove, from: number, panes: readonly number[]): number {
  const last = panes.length - 1;
  if (step === 'home') return panes[0];
  if (step === 'end') return panes[last];
  const back = step === 'left' || step === 'up' || step === 'pageUp';
  return panes[Math.min(last, Math.max(0, panes.indexOf(from) + (back ? -1 : 1)))];
}

/** Without a grid, as on the map, the keys step through the images in order. */
function placeAfter(step: GridMove, from: number, grid: GallerySession['layout'], images: number): number {
  if (grid) return stepFrom(grid.layout, from, step, grid.view);
  const offsets: Readonly<Partial<Record<GridMove, number>>> = { left: -1, up: -1, right: 1, down: 1 };
  if (step === 'home') return 0;
  if (step === 'end') return images - 1;
  return Math.min(images - 1, Math.max(0, from + (offsets[step] ?? 0)));
}
