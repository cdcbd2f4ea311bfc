import { describe, expect, it } from 'vitest';
import {
  type Area,
  panBy,
  placeIn,
  shownShare,
  toggled,
  wholeInSight,
  type Zoom,
  zoomBy,
  zoomTo,
} from './zoom';

const area: Area = { picture: { width: 4000, height: 3000 }, pane: { width: 1000, height: 600 }, ratio: 1 };
const small: Area = { picture: { width: 28, height: 28 }, pane: { width: 1000, height: 600 }, ratio: 2 };

/** The point of the picture, in its own pixels, that lies at `at` (from the middle of the pane). */
function under(zoom: Zoom, of: Area, at: { x: number; y: number }) {
  const { left, top, width } = placeIn(zoom, of);
  const scale = width / of.picture.width;
  const round = (value: number) => Math.round(value * 1000) / 1000;
  return {
    x: round((of.pane.width / 2 + at.x - left) / scale),
    y: round((of.pane.height / 2 + at.y - top) / scale),
  };
}

describe('zoom', () => {
  it('begins with the whole picture in the middle, and follows the room that there is', () => {
    expect(placeIn(wholeInSight, area)).toEqual({ width: 800, height: 600, left: 100, top: 0 });
    const narrow = { ...area, pane: { width: 400, height: 600 } };
    expect(placeIn(wholeInSight, narrow)).toEqual({ width: 400, height: 300, left: 0, top: 150 });
    expect(shownShare(wholeInSight, area)).toBe(0.2);
    expect(shownShare(wholeInSight, small)).toBeCloseTo(42.857, 3);
  });

  it('keeps what lies under the pointer there', () => {
    const at = { x: 180, y: -90 };
    const once = zoomBy(wholeInSight, 4, area, at);
    expect(under(once, area, at)).toEqual(under(wholeInSight, area, at));
    const twice = zoomBy(once, 1.3, area, at);
    expect(under(twice, area, at)).toEqual(under(once, area, at));
  });

  it('shows a pixel for a pixel of the screen, and the whole picture again', () => {
    const actual = toggled(wholeInSight, area);
    expect(shownShare(actual, area)).toBe(1);
    expect(placeIn(actual, area)).toEqual({ width: 4000, height: 3000, left: -1500, top: -1200 });
    expect(toggled(actual, area)).toEqual(wholeInSight);
    // The screen has two pixels per pixel of the page.
    expect(placeIn(toggled(wholeInSight, small), small).width).toBe(14);
  });

  it('goes no further than to the edges, and no smaller than all of it or its actual size', () => {
    const actual = toggled(wholeInSight, area);
    expect(placeIn(panBy(actual, { x: 1e5, y: 1e5 }, area), area)).toMatchObject({ left: 0, top: 0 });
    expect(placeIn(panBy(actual, { x: -1e5, y: -1e5 }, area), area)).toMatchObject({
      left: -3000,
      top: -2400,
    });
    expect(zoomBy(wholeInSight, 0.1, area)).toEqual(wholeInSight);
    expect(shownShare(zoomBy(wholeInSight, 0.001, small), small)).toBe(1);
    expect(shownShare(zoomTo(wholeInSight, 1e6, area), area)).toBe(32);
  });

  it('moves with the hand', () => {
    const actual = toggled(wholeInSight, area);
    const { left, top } = placeIn(panBy(actual, { x: 30, y: -20 }, area), area);
    expect([left, top].map(Math.round)).toEqual([-1470, -1220]);
    expect(panBy(wholeInSight, { x: 30, y: 0 }, area)).toEqual(wholeInSight);
  });

  it('looks at the same share of another picture, as far as that has it', () => {
    const corner = panBy(toggled(wholeInSight, area), { x: 1e5, y: 1e5 }, area);
    const other = { ...area, picture: { width: 2000, height: 500 } };
    expect(placeIn(corner, other)).toEqual({ width: 2000, height: 500, left: 0, top: 50 });
  });
});
