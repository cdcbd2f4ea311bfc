export interface LabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  /** Class indices, `[images]`. */
  readonly labels: Int32Array;
}

export interface PseudoLabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
  readonly targets: PseudoTargets;
  /** How often each image is seen in an epoch, `[images]`. */
  readonly copies: Int32Array;
}

/** Pool images without pseudo-labels: the objective makes its own targets. */
export interface UnlabelledImages {
  /** `[images, 32]` */
  readonly hashes: Uint8Array;
}

/**
 * The targets of pseudo-labelled images. The distributions stay in the labelling's file and are read when
 * needed.
 */
export type PseudoTargets =
  | {
      readonly kind: 'rows';
      /**
       * The labelling's file, relative to the job's folder, with its hash at that time; null if only
       * classes are used.
       */
      readonly labelling: { readonly file: string; readonly hash: string } | null;
      /** The row of an image in the labelling; -1 if its target is its class alone. `[images]` */
      readonly rows: Int32Array;
      /** The class of an image among the student's, `[images]`. */
      readonly classIndex: Int32Array;
      /** The student's class for each output of the labelling's model, `[model classes]`. */
      readonly places: Int32Array;
      readonly temperature: number;
    }
  /**
   * Targets as versions before 0.2 stored them: in the run's own inputs, `[images, classes]`; rows sum to 1.
   */
  | { readonly kind: 'dense' };
