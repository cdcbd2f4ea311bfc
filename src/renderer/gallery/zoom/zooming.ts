import { createStore } from '../../base/kept/store';
import { type Binding, fixedKeys, keys } from '../../base/keys/bindings';
import type { Key } from '../../base/keys/key';
import { isKeyOf } from '../../base/keys/keys-in-use';
import { factsShown } from './facts-shown';
import { type Area, panBy, toggled, wholeInSight, type Zoom, zoomBy, zoomStep } from './zoom';

/** Pixels of the page by which a key moves the picture. */
const panStep = 80;
const pans: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [panStep, 0],
  ArrowRight: [-panStep, 0],
  ArrowUp: [0, panStep],
  ArrowDown: [0, -panStep],
};

/** The actions on the picture in the large view. */
export type ZoomAct = 'zoom-in' | 'zoom-out' | 'actual-size' | 'pan' | 'facts';

export const zoomKeys: Readonly<Record<ZoomAct, Binding>> = {
  'zoom-in': keys('large.zoom-in', '+', '='),
  'zoom-out': keys('large.zoom-out', '-'),
  'actual-size': keys('large.actual-size', '.'),
  pan: fixedKeys('large.pan', 'Ctrl ← → ↑ ↓'),
  facts: keys('large.facts', 'Alt Enter'),
};

/** Whether a key moves the picture in its pane. */
export const movesPicture = ({ key, ctrl, alt }: Key) => ctrl && !alt && key in pans;

/** The action of a key of the large view; null for any other key. */
function zoomActOf(key: Key): ZoomAct | null {
  if (movesPicture(key)) return 'pan';
  const acts = Object.keys(zoomKeys) as ZoomAct[];
  return acts.find((act) => isKeyOf(zoomKeys[act], key)) ?? null;
}

/** The zoom of one large view, and the actions that change it. */
export class Zooming {
  readonly zoom = createStore<Zoom>(wholeInSight);
  /** The picture that the keys act on, and its pane; null if there is none. */
  readonly area = createStore<Area | null>(null);

  /** Runs the action of a key. Returns whether it was a key of the large view. */
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
