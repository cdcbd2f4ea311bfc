/** Chromium cuts elements off at about 33.5 million pixels; this stays well below. */
const tallestElement = 16_000_000;

/** A grid taller than an element can be, and the element that stands for it under the scrollbar. */
export interface Scale {
  /** Of the grid. */
  readonly height: number;
  /** In sight. */
  readonly view: number;
  /** Of the element: the same, or `tallestElement`. */
  readonly element: number;
}

export function scaleFor(height: number, view: number, tallest = tallestElement): Scale {
  return { height, view, element: Math.min(height, Math.max(tallest, view)) };
}

/** Where the scrollbar stands (`top`, of the element) and what is seen (`offset`, of the grid). */
export interface ScrollPlace {
  readonly top: number;
  readonly offset: number;
}

const most = (scale: Scale) => Math.max(0, scale.height - scale.view);
const mostTop = (scale: Scale) => Math.max(0, scale.element - scale.view);

/** The place that shows the grid from `offset` on. */
export function placeAt(scale: Scale, offset: number): ScrollPlace {
  const inside = Math.min(most(scale), Math.max(0, offset));
  const top = most(scale) > 0 ? (inside / most(scale)) * mostTop(scale) : 0;
  return { top: scale.element === scale.height ? inside : Math.round(top), offset: inside };
}

/**
 * The place after the element was scrolled to `top`. A dragged scrollbar goes through the whole grid (`by` is 'bar'); a wheel moves
 * what is seen by as many pixels as it turns, whatever the scale, else one notch would jump over lines.
 */
export function scrolledTo(scale: Scale, before: ScrollPlace, top: number, by: 'wheel' | 'bar'): ScrollPlace {
  if (scale.element === scale.height) return { top, offset: top };
  if (top <= 0) return { top, offset: 0 };
  if (top >= mostTop(scale)) return { top, offset: most(scale) };
  if (by === 'bar') return { top, offset: (top / mostTop(scale)) * most(scale) };
  const offset = before.offset + top - before.top;
  return { top, offset: Math.min(most(scale), Math.max(0, offset)) };
}
