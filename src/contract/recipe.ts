import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type PresetName, presetNames, type Recipe, recipeShape } from '../core/recipe';
import type { Recommendation } from '../core/start/recommend';
import { fits } from '../core/vocabulary/images';
import type { EstimatedSeconds, Measured } from '../core/workload/estimate';
import type { WorkShape } from '../core/workload/workload';
import type { JobView } from './jobs';

/** The recipe that a draft was started from, to name it and to compare with it. */
export type RecipeOrigin =
  | { readonly kind: 'preset'; readonly name: PresetName }
  | { readonly kind: 'experiment'; readonly id: number; readonly name: string }
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'pasted' };

/** The recipe as a person is editing it. */
export interface RecipeDraft {
  readonly origin: RecipeOrigin;
  /** The recipe that the draft was started from, whole and valid. */
  readonly base: Recipe;
  /** Has the shape of a recipe, but a setting may hold invalid input. */
  readonly settings: unknown;
}

/** An image, and several versions of it under the input noise of one training. */
export interface NoisePreview {
  readonly imageSize: number;
  /** The image without noise, uint8 RGB `[size, size, 3]`. */
  readonly clean: Uint8Array;
  /** `[views, size, size, 3]` */
  readonly noisy: Uint8Array;
}

/** The cost of an experiment on this machine, as far as it was measured. */
export interface EstimateView {
  /** Every kind of work in the recipe, with its measurement. */
  readonly shapes: readonly { readonly shape: WorkShape; readonly measured: Measured | null }[];
  /** Null while something is not measured or does not fit. */
  readonly seconds: EstimatedSeconds | null;
  /** The memory of the machine. */
  readonly memoryBytes: number;
  /** The time of the oldest measurement. */
  readonly measuredAt: number | null;
}

export const recipeOriginSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('preset'), name: z.enum(presetNames) }),
  z.object({ kind: z.literal('experiment'), id: z.int().positive(), name: z.string() }),
  z.object({ kind: z.literal('file'), name: z.string() }),
  z.object({ kind: z.literal('pasted') }),
]);

const longestText = 1_000_000;
const fileKinds = z.array(z.object({ name: z.string(), extensions: z.array(z.string()) }));

const { imageSize, noise } = recipeShape.shape;

export const recipeContract = {
  /** The open project's draft; a new project begins with a preset that suits its images. */
  draft: oc.output(type<RecipeDraft>()),
  /**
   * The recommended recipe for the project's images and labels, this machine and the person's weights, with
   * reasons.
   */
  recommended: oc.output(type<Recommendation>()),
  /** Stores the draft with the project. A draft for a project that is no longer open is dropped. */
  keepDraft: oc
    .input(
      z.object({
        project: z.string(),
        draft: z.object({ origin: recipeOriginSchema, base: z.unknown(), settings: z.unknown() }),
      }),
    )
    .output(type<null>()),
  /** A recipe from pasted YAML. Throws `recipe-file`, `bad-recipe`, `unknown-preset`. */
  fromText: oc.input(z.object({ text: z.string().max(longestText) })).output(type<Recipe>()),
  /** The recipe as YAML. Throws `bad-recipe`. */
  toText: oc.input(z.object({ recipe: z.unknown() })).output(type<string>()),
  /** Opens the system's dialog and reads the recipe in the chosen file; null if it was cancelled. */
  open: oc
    .input(z.object({ title: z.string(), kinds: fileKinds }))
    .output(type<{ readonly name: string; readonly recipe: Recipe } | null>()),
  /**
   * Opens the system's dialog and writes the recipe there; returns the file's name, null if it was cancelled.
   */
  save: oc
    .input(z.object({ title: z.string(), kinds: fileKinds, recipe: z.unknown() }))
    .output(type<string | null>()),
  /** Estimates from earlier measurements on this machine; measures nothing. Throws `bad-recipe`. */
  estimate: oc.input(z.object({ recipe: z.unknown() })).output(type<EstimateView>()),
  /** Measures what was not measured yet (`again`: everything): a few real steps of every kind of work. */
  measure: oc.input(z.object({ recipe: z.unknown(), again: z.boolean() })).output(type<JobView>()),
  /** Views of an image of the catalog under the training's noise, one for each seed; a view may have its own magnitude. */
  noisePreview: oc
    .input(
      z.object({
        imageId: z.int().positive(),
        /** The image that views without a magnitude are mixed with, if the noise mixes images. */
        partnerId: z.int().positive().optional(),
        imageSize,
        cacheSide: imageSize.max(2048),
        fit: z.enum(fits),
        noise: noise.shape.student,
        views: z
          .array(z.object({ seed: z.int().min(0).max(0xffffffff), magnitude: z.number().optional() }))
          .max(64),
      }),
    )
    .output(type<NoisePreview>()),
};
