import type { Work, WorkloadPart, WorkShape } from './workload';

/** The measurement of one shape. */
export type Measured =
  | {
      readonly fits: true;
      /** Seconds of a step, or of the prediction of one image. */
      readonly secondsPerUnit: number;
      /** Seconds before the first unit: tracing, compiling, reading. */
      readonly startSeconds: number;
      /** Share of a training's time in which it waits for data. */
      readonly waitShare: number;
      /** The most memory that the engine's process used. */
      readonly peakBytes: number;
    }
  | {
      readonly fits: false;
      /** The least memory that it takes; null if only the measurement showed that it is too much. */
      readonly leastBytes: number | null;
    };

/** Seconds of each part and of the whole. */
export type EstimatedSeconds = Readonly<Record<WorkloadPart | 'total', number>>;

/** The time of some work; null while a shape is not measured or does not fit. */
export function estimateSeconds(
  work: readonly Work[],
  measuredOf: (shape: WorkShape) => Measured | undefined,
): EstimatedSeconds | null {
  const seconds = { model: 0, teacher: 0, students: 0, labelling: 0, measuring: 0, total: 0 };
  for (const { part, shape, amount } of work) {
    const measured = measuredOf(shape);
    if (!measured?.fits) return null;
    const took = measured.startSeconds + amount * measured.secondsPerUnit;
    seconds[part] += took;
    seconds.total += took;
  }
  return seconds;
}
