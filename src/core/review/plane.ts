import { orderByValue } from '../numbers/value-order';

/** At least this share of the points lies within the scale, even if some points are far outside. */
const inside = 0.999;
/** A point is far off if it lies more than `most` times as far out as the `usual` share of points reaches. */
const usual = 0.8;
const most = 3;
/**
 * The greatest distance at which a point is shown in its true place: exactly 1 means that it lies farther
 * out.
 */
const edge = 0.999;

/**
 * Positions along one axis of a map, scaled in place to -1 to 1. The scale ignores far-off points, be they
 * few or a tenth of all: these are at exactly -1 or 1, and no others are.
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
