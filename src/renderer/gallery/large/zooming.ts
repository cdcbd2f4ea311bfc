import { createStore } from '../../base/store';
import { isPlain, type Key } from '../keys';
import { factsShown } from './facts-shown';
import { type Area, panBy, toggled, wholeInSight, type Zoom, zoomBy, zoomStep } from './zoom';

/** Pixels of the page that a key moves by. */
const panStep = 80;
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [panStep, 0],
  ArrowRight: [-panStep, 0],
  ArrowUp: [0, panStep],
  ArrowDown: [0, -panStep],
};

/** What can be done with a picture that is looked at. */
export type ZoomAct = 'zoom-in' | 'zoom-out' | 'actual-size' | 'pan' | 'facts';

/** What a key of the large view asks for; null where it is none of its keys. */
export function zoomActOf(key: Key): ZoomAct | null {
  if (key.alt) return !key.ctrl && key.key === 'Enter' ? 'facts' : null;
  if (key.ctrl) return key.key in pans ? 'pan' : null;
  if (isPlain(key, '+', '=')) return 'zoom-in';
  if (isPlain(key, '-')) return 'zoom-out';
  return isPlain(key, '.') ? 'actual-size' : null;
}

/** How pictures are looked at in one large view, and what changes it. */
export class Zooming {
  readonly zoom = createStore<Zoom>(wholeInSight);
  /** The picture that keys are about and the room that it has, while there is one. */
  readonly area = createStore<Area | null>(null);

  /** Does what a key asks for; tells whether it was one of the large view's. */
  act(key: Key): boolean {
    const act = zoomActOf(key);
    if (act) this.do(act, key);
    return act !== null;
  }

  do(act: ZoomAct, key?: Key): void {
    if (act === 'facts') factsShown.set(!factsShown.get());
    const area = this.area.get();
    if (area) this.zoom.set(changed(act, this.zoom.get(), area, key));
  }
}

function changed(act: ZoomAct, zoom: Zoom, area: Area, key: Key | undefined): Zoom {
  if (act === 'zoom-in') return zoomBy(zoom, zoomStep, area);
  if (act === 'zoom-out') return zoomBy(zoom, 1 / zoomStep, area);
  if (act === 'actual-size') return toggled(zoom, area);
  const [x, y] = (act === 'pan' && key && pans[key.key]) || [0, 0];
  return panBy(zoom, { x, y }, area);
}
