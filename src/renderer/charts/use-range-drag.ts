import { type PointerEvent, useRef, useState } from 'react';
import type { Range } from './curve-data';

/** The distance of the plot from the left and right side of its chart, in pixels. */
export const plotLeft = 50;
export const plotRight = 12;
/** A press that moved less than this is a click. */
const slack = 5;

/** The part that is marked during a drag over a chart, in pixels. */
export interface Marked {
  readonly left: number;
  readonly width: number;
}

/** Lets a person mark a part of a chart's x axis by dragging; `zoom` is called with it in whole numbers. */
export function useRangeDrag([from, to]: Range, zoom: ((range: Range) => void) | undefined) {
  const began = useRef<number | null>(null);
  const [marked, setMarked] = useState<Marked | null>(null);
  /** The x position of the pointer in the chart, limited to the plot. */
  const placeOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    return Math.max(plotLeft, Math.min(box.width - plotRight, clientX - box.left));
  };
  const valueAt = (place: number, width: number) =>
    from + ((place - plotLeft) / (width - plotLeft - plotRight)) * (to - from);
  const end = () => {
    began.current = null;
    setMarked(null);
  };
  const handlers = zoom && {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button === 0) began.current = placeOf(event);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (began.current === null) return;
      const place = placeOf(event);
      const width = Math.abs(place - began.current);
      if (width < slack && marked === null) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setMarked({ left: Math.min(place, began.current), width });
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const { width } = event.currentTarget.getBoundingClientRect();
      if (marked && marked.width >= slack) {
        const low = Math.floor(valueAt(marked.left, width));
        const high = Math.ceil(valueAt(marked.left + marked.width, width));
        zoom([Math.max(from, low), Math.min(to, high)]);
      }
      end();
    },
    onPointerCancel: end,
  };
  return { marked, handlers };
}
