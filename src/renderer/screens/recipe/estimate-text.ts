import type { EstimateView } from '../../../contract';
import type { Shape } from '../../../core/workload/workload';

type Shapes = EstimateView['shapes'];

/** The most memory that any of them took; null before anything was measured. */
export function peakOf(shapes: Shapes): number | null {
  const peaks = shapes.flatMap(({ measured }) => (measured?.fits ? [measured.peakBytes] : []));
  return peaks.length > 0 ? Math.max(...peaks) : null;
}

/** What does not fit this machine, and what it would take at least where that is known. */
export function tooLarge(shapes: Shapes): { readonly shape: Shape; readonly leastBytes: number | null }[] {
  return shapes.flatMap(({ shape, measured }) =>
    measured && !measured.fits ? [{ shape, leastBytes: measured.leastBytes }] : [],
  );
}
