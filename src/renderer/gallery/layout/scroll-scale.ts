/** Chromium limits elements to about 33.5 million pixels; this value stays well below. */
const tallestElement = 16_000_000;

/**
 * Maps between a grid taller than any element can be and the element that stands for it under the scrollbar.
 */
export interface Scale {
  /** The height of the whole grid, in pixels. */
  readonly height: number;
  /** The height of the visible part, in pixels. */
  readonly view: number;
  /** The height of the element: that of the grid, at most `tallestElement`. */
  readonly element: number;
}

export function scaleFor(height: number, view: number, tallest = tallestElement): Scale {
  return { height, view, element: Math.min(height, Math.max(tallest, view)) };
}

/**
 * The position of the scrollbar (`top`, within the element) and of the visible part (`offset`, within the
 * grid).
 */
export interface ScrollPlace {
  readonly top: number;
  readonly offset: number;
}

const most = (scale: Scale) => Math.max(0, scale.height - scale.view);
const mostTop = (scale: Scale) => Math.max(0, scale.element - scale.view);

/** The position that shows the grid from `offset` on. */
export function placeAt(scale: Scale, offset: number): ScrollPlace {
  const inside = Math.min(most(scale), Math.max(0, offset));
  const top = most(scale) > 0 ? (inside / most(scale)) * mostTop(scale) : 0;
  return { top: scale.element === scale.height ? inside : Math.round(top), offset: inside };
}

/**
 * The position after the element was scrolled to `top`. Dragging the scrollbar moves through the whole grid
 * (`by` is 'bar'); a wheel moves the visible part by as many pixels as it turns, because one scaled notch
 * would skip lines.
 */
export function scrolledTo(scale: Scale, before: ScrollPlace, top: number, by: 'wheel' | 'bar'): ScrollPlace {
  if (scale.element === scale.height) return { top, offset: top };
  if (top <= 0) return { top, offset: 0 };
  if (top >= mostTop(scale)) return { top, offset: most(scale) };
  if (by === 'bar') return { top, offset: (top / mostTop(scale)) * most(scale) };
  const offset = before.offset + top - before.top;
  return { top, offset: Math.min(most(scale), Math.max(0, offset)) };
}
