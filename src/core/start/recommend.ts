import type { ArchName } from '../network/arch';
import { architecture } from '../network/arch';
import { applySettings, type PresetName, presets, type Recipe, type StudentSettings } from '../recipe';
import { type Note, note } from '../words/notes';
import { trainingBytes } from '../workload/training-bytes';

/** What a recipe is chosen by. */
export interface StartingPoint {
  /** The middle one of the shorter sides of the images, in pixels; 0 where there are none. */
  readonly side: number;
  /** Labelled images to learn from. */
  readonly labelled: number;
  readonly classes: number;
  /** Of the GPU that TensorFlow computes on; null where the processor does. */
  readonly gpu: { readonly name: string; readonly bytes: number } | null;
  /** Pretrained weights that the person added. */
  readonly own: readonly { readonly name: string; readonly arch: ArchName }[];
}

/** A recipe to begin with: a preset, with what of it follows from the images and the machine, and why in a sentence. */
export interface Recommendation {
  readonly preset: PresetName;
  readonly recipe: Recipe;
  readonly why: Note;
}

/** From this side on, resizing to 28 pixels would throw away what the classes differ in. */
const photographSide = 96;

/** Of a GPU's memory what TensorFlow and the desktop beside it leave alone (`runner/memory/fit.ts`). */
const leftOnGpu = 2 ** 31;
/** The smallest GPU that photos-gpu is for. */
const leastGpu = 7 * 2 ** 30;
/** With many labels, a training uses each of them at least this many times. */
const leastPasses = 8;
const gibibytes = (bytes: number) => (bytes / 2 ** 30).toFixed(0);

/** The recipe that suits images, labels and machine. */
export function recommendRecipe(point: StartingPoint): Recommendation {
  const { side, gpu, labelled } = point;
  if (side < photographSide)
    return {
      preset: 'quick-cpu',
      recipe: presets['quick-cpu'],
      why: note('recipe-for-pictures', { recipe: 'quick-cpu', side }),
    };
  if (gpu === null || gpu.bytes < leastGpu) {
    const recipe = longEnough(presets['photos-cpu'], labelled);
    return {
      preset: 'photos-cpu',
      recipe,
      why: note('recipe-for-photos-cpu', {
        recipe: 'photos-cpu',
        labels: labelled,
        model: recipe.teacher.arch,
      }),
    };
  }
  const chain = withOwn(presets['photos-gpu'], point.own);
  const recipe = longEnough(largestBatch(chain, point.classes, gpu.bytes - leftOnGpu), labelled);
  const models = [recipe.teacher, ...recipe.students].map(({ arch }) => arch);
  return {
    preset: 'photos-gpu',
    recipe,
    why: note('recipe-for-photos-gpu', {
      recipe: 'photos-gpu',
      labels: labelled,
      gpu: gpu.name,
      memory: gibibytes(gpu.bytes),
      models: [...new Set(models)].join(', '),
      batch: recipe.training.labelledBatch,
    }),
  };
}

/** Longer trainings for many labels; the preset's own length is for few. */
function longEnough(recipe: Recipe, labelled: number): Recipe {
  const { labelledBatch, teacherLength, studentLength } = recipe.training;
  const least = Math.ceil((leastPasses * labelled) / labelledBatch / 100) * 100;
  const lengths = { teacherLength, studentLength };
  return applySettings(
    recipe,
    Object.entries(lengths).flatMap(([name, { amount }]): [string, unknown][] =>
      least > amount ? [[`training.${name}.amount`, least]] : [],
    ),
  );
}

/** The largest usual batch of which the counted memory holds the largest training whole. */
function largestBatch(recipe: Recipe, classes: number, room: number): Recipe {
  const batches = [32, 16, 8].filter((batch) => batch >= recipe.training.labelledBatch);
  const sized = batches.map((batch) => applySettings(recipe, [['training.labelledBatch', batch]]));
  return sized.find((each) => trainingBytes(each, classes) <= room) ?? recipe;
}

/** Models in whose place those of EfficientNet come where a person has weights of them. */
const larger: readonly ArchName[] = ['b0', 'b1', 'b2', 'b3'];
/** The released Noisy Student weights before others of the same model. */
const isNoisyStudent = (name: string) => name.includes('.ns_');

/** EfficientNets of the person's own weights in the place of the Lite models: the smallest teaches, larger ones learn. */
function withOwn(recipe: Recipe, own: StartingPoint['own']): Recipe {
  const models = larger.flatMap((arch): StudentSettings[] => {
    const of = own.filter((each) => each.arch === arch);
    const weights = of.find(({ name }) => isNoisyStudent(name)) ?? of.at(0);
    if (!weights) return [];
    const size = architecture(arch).resolution;
    return [
      { ...recipe.teacher, arch, weights: weights.name, size: size === recipe.imageSize ? null : size },
    ];
  });
  const [teacher, ...rest] = models;
  if (!teacher) return recipe;
  // With a single one, the student has the same architecture as the teacher.
  const students = rest.length > 0 ? rest.slice(0, recipe.iterations) : [teacher];
  return { ...recipe, teacher, students };
}
