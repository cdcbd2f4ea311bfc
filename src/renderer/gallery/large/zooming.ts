import { createStore } from '../../base/kept/store';
import { type Binding, fixedKeys, keys } from '../../base/keys/bindings';
import type { Key } from '../../base/keys/key';
import { isKeyOf } from '../../base/keys/keys-in-use';
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

export const zoomKeys: Readonly<Record<ZoomAct, Binding>> = {
  'zoom-in': keys('large.zoom-in', '+', '='),
  'zoom-out': keys('large.zoom-out', '-'),
  'actual-size': keys('large.actual-size', '.'),
  pan: fixedKeys('large.pan', 'Ctrl ← → ↑ ↓'),
  facts: keys('large.facts', 'Alt Enter'),
};

/** Whether a key moves what is in sight of the picture. */
export const movesPicture = ({ key, ctrl, alt }: Key) => ctrl && !alt && key in pans;

/** What a key of the large view asks for; null where it is none of its keys. */
function zoomActOf(key: Key): ZoomAct | null {
  if (movesPicture(key)) return 'pan';
  const acts = Object.keys(zoomKeys) as ZoomAct[];
  return acts.find((act) => isKeyOf(zoomKeys[act], key)) ?? null;
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
