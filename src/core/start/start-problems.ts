import { roundsOf, usesPool } from '../methods';
import { modelSize } from '../network/student-size';
import { type Recipe, studentOf } from '../recipe';
import { type Split, splits } from '../vocabulary/images';
import { splitNames } from '../vocabulary/splits';
import { bytesText } from '../words/bytes';
import type { ErrorCode, ErrorValues } from '../words/errors';
import { type Note, note } from '../words/notes';
import type { Values } from '../words/template';

/** The facts that an experiment depends on when it starts. */
export interface StartFacts {
  /** Usable images. */
  readonly splits: Readonly<Record<Split, number>>;
  /** Classes that can be learnt, with their usable images to train on. */
  readonly classes: readonly { readonly name: string; readonly trained: number }[];
  /** Images that were looked for, whose pixels are not in the cache and whose files are missing. */
  readonly gone: Readonly<Partial<Record<Split, GoneFiles>>>;
  /** Free bytes on the project's disk, and the bytes that are needed at least; null if that is not known. */
  readonly disk: { readonly free: number; readonly needed: number } | null;
  /** The encoder that is the teacher; null for a network, or if the encoder is missing. */
  readonly encoder?: { readonly name: string; readonly parameters: number } | null;
  /** Whether models will be measured on the test split. */
  readonly measures: boolean;
}

export interface GoneFiles {
  /** Images of the split that were looked for, evenly over all of them. */
  readonly looked: number;
  readonly gone: number;
  /** The path of one that is gone. */
  readonly example: string;
}

/** Something to know before an experiment starts: an error of this code if the experiment cannot start, otherwise a note. */
export interface StartProblem extends Note {
  /** It cannot start like this. */
  readonly blocks: boolean;
  readonly action: StartAction;
}

/** What a person can do about it. */
type StartAction = 'add-images' | 'go-to-data' | 'draw-split' | null;

/** Images of each part as the experiment will have them. */
export interface StartImages {
  readonly labelled: number;
  readonly validation: number;
  /** Whether validation images are held out of the labelled ones when the experiment starts. */
  readonly drawn: boolean;
  readonly pool: number;
  readonly test: number;
}

/** How the images are divided; validation images are drawn by the recipe's share if the project has none. */
export function startImages({ splits }: Pick<StartFacts, 'splits'>, recipe: Recipe): StartImages {
  const labelled = splits['labelled-train'];
  const drawn = splits.validation === 0 && recipe.validationShare > 0;
  const validation = drawn ? Math.round(labelled * recipe.validationShare) : splits.validation;
  return {
    labelled: drawn ? labelled - validation : labelled,
    validation,
    drawn,
    pool: splits.unlabelled,
    test: splits.test,
  };
}

/** Fewer images a class than this rarely make a useful teacher. */
const fewAClass = 5;
const namesSaid = 3;

/**
 * Everything that prevents an experiment, blocking problems first, and what would make its result unreliable:
 * the same rule for command line and window.
 */
export function startProblems(facts: StartFacts, recipe: Recipe): StartProblem[] {
  const { labelled, validation, pool, test } = startImages(facts, recipe);
  const needsPool = usesPool(recipe);
  const trained = facts.classes.filter((each) => each.trained > 0);
  const problems: StartProblem[] = [];
  const blocks = <C extends ErrorCode>(code: C, values: ErrorValues<C>, action: StartAction) =>
    problems.push({ blocks: true, code, values: values as Values, action });
  const warns = (told: Note, action: StartAction) => problems.push({ blocks: false, ...told, action });

  if (labelled === 0) blocks('no-labelled-images', {}, 'add-images');
  else if (trained.length === 1)
    blocks('one-class', { images: facts.splits['labelled-train'], name: trained[0].name }, 'go-to-data');
  if (needsPool && pool === 0) blocks('no-pool', {}, 'add-images');
  const needed: readonly Split[] = needsPool ? ['labelled-train', 'unlabelled'] : ['labelled-train'];
  for (const split of needed) {
    const { looked, gone, example } = facts.gone[split] ?? nothingGone;
    if (looked > 0 && gone === looked)
      blocks('start-files-gone', { split: splitNames[split], path: example }, 'go-to-data');
  }
  if (labelled === 0) return problems;

  // Only a warning: an experiment that finds the disk full stops, keeps all that it has, and continues once there is room.
  if (facts.disk && facts.disk.needed > facts.disk.free)
    warns(
      note('start-disk', { needed: bytesText(facts.disk.needed), free: bytesText(facts.disk.free) }),
      null,
    );
  for (const split of splits) {
    const { looked, gone, example } = facts.gone[split] ?? nothingGone;
    if (gone > 0 && (gone < looked || !needed.includes(split)))
      warns(note('start-some-gone', { split: splitNames[split], gone, looked, path: example }), 'go-to-data');
  }
  const below = studentBelow(facts, recipe);
  if (below) warns(below, null);
  const untrained = facts.classes.filter((each) => each.trained === 0);
  if (untrained.length > 0) {
    const names = untrained.slice(0, namesSaid).map(({ name }) => name);
    if (untrained.length > namesSaid) names.push('…');
    warns(note('classes-untrained', { count: untrained.length, names: names.join(', ') }), 'add-images');
  } else if (labelled < fewAClass * facts.classes.length)
    warns(note('few-labelled', { count: labelled, classes: facts.classes.length }), 'add-images');
  if (validation === 0) warns(note('no-validation', {}), 'draw-split');
  else if (recipe.validationShare === 0) warns(note('validation-stays', { count: validation }), 'draw-split');
  if (test === 0 && facts.measures) warns(note('no-test', {}), 'draw-split');
  return problems;
}

/** The note on a first student that is smaller than the encoder that labels for it; null if it is not. */
function studentBelow({ encoder }: StartFacts, recipe: Recipe): Note | null {
  if (!encoder || roundsOf(recipe) === 0) return null;
  const { arch } = studentOf(recipe, 1);
  const size = modelSize(arch);
  if (size >= encoder.parameters) return null;
  const millions = (count: number) => (count / 1e6).toPrecision(3);
  return note('student-below-encoder', {
    student: arch,
    studentMillions: millions(size),
    encoder: encoder.name,
    encoderMillions: millions(encoder.parameters),
  });
}

const nothingGone: GoneFiles = { looked: 0, gone: 0, example: '' };
