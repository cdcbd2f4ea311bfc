import type { AttackName } from '../../../core/adversarial/strength';
import type { NetworkSpec } from '../../../core/network/model-spec';
import type { PredictJob } from './predict';

/** Images to attack: the changes of their pixels that raise a network's loss the most. */
export interface AttackJob extends Pick<PredictJob, 'weights' | 'cacheFolder' | 'batch'> {
  readonly kind: 'attack';
  /** A network: no gradient goes through an encoder. */
  readonly model: NetworkSpec;
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  /** The class of each image, among `classes`, `[images]`. */
  readonly labels: Int32Array;
  /** As in `ChangedImagesJob`. */
  readonly columns: readonly number[];
  readonly classes: number;
  /** Computed one after the other. */
  readonly parts: readonly AttackPart[];
  /** How many of the first images are sent back as they look when attacked. */
  readonly examples: number;
}

/** An attack on the images from `from` on; `clean` with ε 0 means no attack. */
export interface AttackPart {
  readonly attack: AttackName | 'clean';
  readonly steps: number;
  /** In 255ths. */
  readonly epsilons: readonly number[];
  readonly from: number;
}

/** A model's predictions for some of the images under an attack. */
export interface AttackTold extends Omit<AttackPart, 'epsilons'> {
  readonly epsilon: number;
  /** The images from `from` to before `to`. */
  readonly to: number;
  /** How many of them were predicted correctly. */
  readonly right: number;
  /** Present with the first images only. */
  readonly examples: AttackedExamples | null;
}

export interface AttackedExamples {
  /** Indices into the job's `classes`, `[examples]`. */
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
  /** `[examples, size, size, 3]`, made visible by `perturbationPixels`; null for clean images. */
  readonly perturbation: Uint8Array | null;
}

export interface AttackResult {
  readonly kind: 'attack';
  /** Images under an attack. */
  readonly imagesPerSecond: number;
}
