import type { ComponentProps } from 'react';
import type { Empty } from '../../../base/frame/Empty';

/** One kind of measurement on changed test images, as its part of Evaluate needs it. */
export interface MeasuredPart {
  /** The kind of its jobs. */
  readonly job: 'robustness' | 'perturbation' | 'attack';
  /** The key of its texts. */
  readonly words: 'robust' | 'perturbed' | 'attacks';
  readonly icon: ComponentProps<typeof Empty>['icon'];
  /** Starts or resumes the measurement of these models. */
  readonly measure: (runIds: number[]) => void;
}
