import { useEffect } from 'react';
import type { GridElements } from './grid-view';

/** The factor by which a notch of the wheel enlarges tiles. */
const notch = 1.12;

/** Ctrl and the wheel over a grid make its tiles larger or smaller, instead of scrolling. */
export function useSizeWheel(
  elements: () => Pick<GridElements, 'scroller'>,
  size: number,
  resize: ((size: number) => void) | undefined,
): void {
  useEffect(() => {
    const { scroller } = elements();
    if (!resize || !scroller) return;
    const turn = (event: WheelEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.deltaY === 0) return;
      event.preventDefault();
      resize(event.deltaY < 0 ? size * notch : size / notch);
    };
    // Unlike React's wheel listeners, which are passive, this one can keep the grid from scrolling.
    scroller.addEventListener('wheel', turn, { passive: false });
    return () => scroller.removeEventListener('wheel', turn);
  }, [elements, size, resize]);
}

/** The nearest size that tiles may have, in whole pixels. */
export const sizeWithin = (
  size: number,
  { min, max }: { readonly min: number; readonly max: number },
): number => Math.round(Math.max(min, Math.min(max, size)));
