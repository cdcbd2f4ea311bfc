import { type FilterLimits, isBelowThreshold, isOutOfDomain } from '../selection/rule';
import { decisionCode, flagBit } from './words';

/** What flags and disagreement are made from, columns `[rows]`. Classes are positions, -1 for none. */
export interface AnnotationInput {
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
  readonly oodScore: Float32Array;
  readonly copies: Uint16Array;
  /** `decisionCode`. */
  readonly decisions: Uint8Array;
  /** A person's class. */
  readonly decidedClass: Int32Array;
  /** What the labelling before said, where there is one. */
  readonly earlier: { readonly predicted: Int32Array; readonly confidence: Float32Array } | null;
}

/** Bits of `reviewFlags`, `[rows]`. A person's decision takes away what a threshold would say. */
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
 * How far a labelling is from a person or, where none decided a class, from the labelling before, `[rows]`: over 1 where the classes
 * differ, the more the surer both are (a person is quite sure); else how far its confidence moved; 0 where nothing can be compared.
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
