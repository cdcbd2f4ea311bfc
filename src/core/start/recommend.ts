import type { ArchName } from '../network/arch';
import { architecture } from '../network/arch';
import { applySettings, type PresetName, presets, type Recipe, type StudentSettings } from '../recipe';
import { type Note, note } from '../words/notes';
import { trainingBytes } from '../workload/training-bytes';

/** The facts by which a recipe is chosen. */
export interface StartingPoint {
  /** The median of the images' shorter sides, in pixels; 0 if there are no images. */
  readonly side: number;
  /** Labelled images to learn from. */
  readonly labelled: number;
  readonly classes: number;
  /** The GPU that TensorFlow computes on; null if the processor computes. */
  readonly gpu: { readonly name: string; readonly bytes: number } | null;
  /** Pretrained weights that the person added. */
  readonly own: readonly { readonly name: string; readonly arch: ArchName }[];
}

/** A recipe to begin with: a preset, adapted to the images and the machine, and the reason in a sentence. */
export interface Recommendation {
  readonly preset: PresetName;
  readonly recipe: Recipe;
  readonly why: Note;
}

/** From this side on, resizing to 28 pixels would throw away what the classes differ in. */
const photographSide = 96;

/** GPU memory that TensorFlow leaves free and that the desktop may take (`runner/memory/fit.ts`). */
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

/** The recipe with the largest usual batch at which the available memory holds whole batches of the largest training. */
function largestBatch(recipe: Recipe, classes: number, room: number): Recipe {
  const batches = [32, 16, 8].filter((batch) => batch >= recipe.training.labelledBatch);
  const sized = batches.map((batch) => applySettings(recipe, [['training.labelledBatch', batch]]));
  return sized.find((each) => trainingBytes(each, classes) <= room) ?? recipe;
}

/** The EfficientNets that replace the recipe's models if a person has weights of them. */
const larger: readonly ArchName[] = ['b0', 'b1', 'b2', 'b3'];
/** Whether weights are released Noisy Student weights, which come before others of the same model. */
const isNoisyStudent = (name: string) => name.includes('.ns_');

/**
 * Replaces the Lite models with EfficientNets that start from the person's own weights: the smallest is the teacher, larger ones are the
 * students.
 */
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
  // If there is only one, the student has the same architecture as the teacher.
  const students = rest.length > 0 ? rest.slice(0, recipe.iterations) : [teacher];
  return { ...recipe, teacher, students };
}
