import type { ComponentProps } from 'react';
import type { Empty } from '../../../base/frame/Empty';

/** One kind of measurement on changed test images, as its part of Evaluate is spoken of. */
export interface MeasuredPart {
  /** Of its jobs. */
  readonly job: 'robustness' | 'perturbation' | 'attack';
  /** Where its words stand. */
  readonly words: 'robust' | 'perturbed' | 'attacks';
  readonly icon: ComponentProps<typeof Empty>['icon'];
  /** Starts or resumes it for these models. */
  readonly measure: (runIds: number[]) => void;
}
