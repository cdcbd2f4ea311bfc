import { StudioError } from '../errors';
import type { SelectionSettings } from '../recipe';
import type { Matrices } from './linear';
import { energyScore, entropyScore, maxProbabilityScore } from './logit-scores';
import { fitMahalanobis, type MahalanobisModel, scoreMahalanobis } from './mahalanobis';

export type OodScoreName = Exclude<SelectionSettings['ood']['score'], 'none'>;

/** What a model says about images: both row-major, one row an image. */
export interface ModelOutputs {
  /** Inputs of the classifier, `[images, features]`. */
  readonly features: Float32Array;
  /** Outputs of the classifier before softmax, `[images, classes]`. */
  readonly logits: Float32Array;
  readonly classes: number;
}

/** What fitting leaves. Scores of the logits need nothing. */
export type OodModel = MahalanobisModel | { readonly kind: 'none' };

/** One way to tell whether an image looks like the labelled ones. Higher scores = more in-domain, for every score. */
export interface OodScore {
  readonly title: string;
  /** One sentence for the window and the report. */
  readonly help: string;
  /** Learns from the labelled training images; `labels` `[images]`. */
  fit(outputs: ModelOutputs, labels: ArrayLike<number>, matrices?: Matrices): OodModel;
  /** `[images]` */
  score(model: OodModel, outputs: ModelOutputs): Float32Array;
}

const unfitted = (): OodModel => ({ kind: 'none' });

export const oodScores: Readonly<Record<OodScoreName, OodScore>> = {
  mahalanobis: {
    title: 'Mahalanobis distance',
    help: 'Distance in feature space to the nearest class, measured in the classes’ own spread.',
    fit: (outputs, labels, matrices) => fitMahalanobis(outputs.features, labels, 'ledoit-wolf', matrices),
    score: (model, outputs) => {
      if (model.kind !== 'mahalanobis')
        throw new StudioError(
          'ood-model',
          'The Mahalanobis score has not been fitted; fit it on the labelled images first.',
        );
      return scoreMahalanobis(model, outputs.features);
    },
  },
  energy: {
    title: 'Energy',
    help: 'Logarithm of the summed exponentials of the logits.',
    fit: unfitted,
    score: (_, { logits, classes }) => energyScore(logits, classes),
  },
  maxprob: {
    title: 'Largest probability',
    help: 'The probability of the best class.',
    fit: unfitted,
    score: (_, { logits, classes }) => maxProbabilityScore(logits, classes),
  },
  entropy: {
    title: 'Entropy',
    help: 'Minus the entropy of the predicted distribution.',
    fit: unfitted,
    score: (_, { logits, classes }) => entropyScore(logits, classes),
  },
};

export const oodScoreNames = Object.keys(oodScores) as OodScoreName[];
