import type { EstimateView } from '../../../../contract';
import type { WorkShape } from '../../../../core/workload/workload';

type Shapes = EstimateView['shapes'];

/** The largest memory peak of all shapes; null before anything was measured. */
export function peakOf(shapes: Shapes): number | null {
  const peaks = shapes.flatMap(({ measured }) => (measured?.fits ? [measured.peakBytes] : []));
  return peaks.length > 0 ? Math.max(...peaks) : null;
}

/** The shapes that do not fit this machine, each with its minimum memory if that is known. */
export function tooLarge(
  shapes: Shapes,
): { readonly shape: WorkShape; readonly leastBytes: number | null }[] {
  return shapes.flatMap(({ shape, measured }) =>
    measured && !measured.fits ? [{ shape, leastBytes: measured.leastBytes }] : [],
  );
}
