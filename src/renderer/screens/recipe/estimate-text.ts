import type { EstimateView } from '../../../contract';
import type { Shape } from '../../../core/workload/workload';
import { short } from '../../base/format';

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

/** 1.234e9 bytes as "1.23 GB". */
export function gigabytes(bytes: number): string {
  const value = bytes / 1e9;
  return `${short(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)))} GB`;
}
