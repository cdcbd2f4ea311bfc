import { orderByValue } from '../numbers/value-order';

/** Share of the points that the picture is scaled to at least, where some lie far off. */
const inside = 0.999;
/** A point lies far off that is so many times as far out as the farther ones of the usual points. */
const usual = 0.8;
const most = 3;
/** How far out a point may be shown that lies where it is shown: 1 itself says that a point lies farther off. */
const edge = 0.999;

/**
 * Places along one axis of a map, scaled in place to -1 to 1. The picture is not stretched for points far off, be they few or a tenth of all:
 * those are at exactly -1 or 1, and no others are.
 */
export function scaleToPlane(values: Float32Array): void {
  const sizes = values.map(Math.abs);
  const order = orderByValue(sizes);
  const at = (share: number) => sizes[order[Math.floor(share * (sizes.length - 1))]];
  const far = most * at(usual);
  const reach = at(1) <= far ? at(1) : Math.min(at(inside), far) || at(inside) || at(1);
  if (!(reach > 0)) return;
  for (let i = 0; i < values.length; i++)
    values[i] = sizes[i] > reach ? Math.sign(values[i]) : (edge * values[i]) / reach;
}
