import type { Fit } from '../vocabulary/images';
import { fitWords } from './python-read';

/** What is known about a trained model besides its weights; it is part of every export. Shares are 0 to 1. */
export interface ModelFacts {
  /** The version of the program that writes the export. */
  readonly version: string;
  /** ISO 8601. */
  readonly created: string;
  /** The name of the model within its experiment: `Teacher`, `Student 1`, … */
  readonly model: string;
  readonly experiment: string;
  readonly run: number;
  readonly seed: number;
  /** sha256 of the weights (`weightsHash`); null if the run is of an older version that kept none. */
  readonly weightsHash: string | null;
  /** Images of the project by split and class, at the time of the export. */
  readonly images: readonly SplitFacts[];
  /** Pseudo-labelled images that the model learnt from; null for a teacher. */
  readonly pseudoLabelled: number | null;
  readonly accuracy: readonly AccuracyFacts[];
  /** Pretrained weights that its training, or that of a teacher it learnt from, began with. */
  readonly initialWeights: readonly InitialWeights[];
  readonly recipe: RecipeFacts;
  /** Software that trained it, by name. */
  readonly versions: Readonly<Record<string, string>>;
}

export interface SplitFacts {
  readonly split: string;
  readonly images: number;
  /** Labelled images of each class, in the order of the outputs. */
  readonly byClass: readonly number[];
}

/** How many of a split's images a model is right about. */
export interface AccuracyFacts {
  readonly split: string;
  readonly images: number;
  readonly right: number;
  readonly balanced: number | null;
  /** What a reader has to know about these images, for example that some were left out or that the model was chosen by them. */
  readonly note: string | null;
}

export interface InitialWeights {
  readonly name: string;
  /** Null if the weights are no longer in the library, so that these facts are unknown. */
  readonly card: { readonly licence: string; readonly source: string; readonly sha256: string } | null;
}

export interface RecipeFacts {
  readonly name: string;
  /** The whole recipe, in a form that the studio can read again. */
  readonly yaml: string;
}

/** A trained model without its weights, as every export describes it. */
export interface ModelAbout {
  readonly arch: { readonly name: string };
  /** Side of the images that it takes, in pixels. */
  readonly imageSize: number;
  /** Of each channel, as shares of 255. */
  readonly mean: readonly number[];
  readonly std: readonly number[];
  /** In the order of the outputs. */
  readonly classNames: readonly string[];
  readonly facts: ModelFacts;
  /** How pictures become squares; "cover" if it is left out. */
  readonly fit?: Fit;
}

/** The metadata of an export for programs that open it, as text; lists and numbers are JSON. */
export function factEntries(model: ModelAbout): Record<string, string> {
  const { arch, imageSize, mean, std, classNames, facts, fit = 'cover' } = model;
  return {
    classes: JSON.stringify(classNames),
    input_size: String(imageSize),
    mean: JSON.stringify(mean),
    std: JSON.stringify(std),
    resize: `upright, over white, ${fitWords[fit]('input_size')}`,
    model: arch.name,
    name: `${facts.experiment}, ${facts.model}`,
    created: facts.created,
    noisy_studio: facts.version,
    weights_sha256: facts.weightsHash ?? '',
    trained_with: JSON.stringify(facts.versions),
  };
}
