import { type FilterLimits, isBelowThreshold, isOutOfDomain } from '../selection/rule';
import { decisionCode } from '../vocabulary/decisions';
import { flagBit } from './words';

/** The data that flags and disagreement are computed from, columns `[rows]`. Classes are positions, -1 for none. */
export interface AnnotationInput {
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
  readonly oodScore: Float32Array;
  readonly copies: Uint16Array;
  /** `decisionCode`. */
  readonly decisions: Uint8Array;
  /** A person's class. */
  readonly decidedClass: Int32Array;
  /** The predictions of the labelling before; null if there is none. */
  readonly earlier: { readonly predicted: Int32Array; readonly confidence: Float32Array } | null;
}

/** Bits of `reviewFlags`, `[rows]`. A person's decision replaces the flags that thresholds would set. */
export function flagsOf(input: AnnotationInput, { thresholds, oodLimit }: FilterLimits) {
  const { predicted, confidence, oodScore, copies, decisions, decidedClass, earlier } = input;
  const [ood, below, copied, changed, disagrees] = (
    ['ood', 'below-threshold', 'copies', 'changed', 'disagrees'] as const
  ).map(flagBit);
  const markedOod = decisionCode('ood');
  const flags = new Uint8Array(predicted.length);
  for (let i = 0; i < flags.length; i++) {
    let bits = copies[i] > 1 ? copied : 0;
    if (decisions[i] !== 0) {
      if (decisions[i] === markedOod) bits |= ood;
      if (decidedClass[i] >= 0 && decidedClass[i] !== predicted[i]) bits |= disagrees;
    } else {
      if (isBelowThreshold(confidence[i], thresholds[predicted[i]])) bits |= below;
      if (isOutOfDomain(oodScore[i], oodLimit)) bits |= ood;
    }
    if (earlier && earlier.predicted[i] >= 0 && earlier.predicted[i] !== predicted[i]) bits |= changed;
    flags[i] = bits;
  }
  return flags;
}

/**
 * How far a labelling is from a person's class or, if nobody chose a class, from the labelling before, `[rows]`: above 1 if the classes
 * differ, and the larger the more confident both are (a person counts as certain); otherwise how far the confidence moved; 0 if nothing can
 * be compared.
 */
export function disagreementOf(input: AnnotationInput): Float32Array {
  const { predicted, confidence, decidedClass, earlier } = input;
  const out = new Float32Array(predicted.length);
  for (let i = 0; i < out.length; i++) {
    if (decidedClass[i] >= 0) out[i] = decidedClass[i] === predicted[i] ? 0 : 1 + confidence[i];
    else if (earlier && earlier.predicted[i] >= 0)
      out[i] =
        earlier.predicted[i] === predicted[i]
          ? Math.abs(confidence[i] - earlier.confidence[i])
          : 1 + confidence[i] * earlier.confidence[i];
  }
  return out;
}
