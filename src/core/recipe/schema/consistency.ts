import { encoderArch } from '../../encoder/card';
import { StudioError, studioError } from '../../errors';
import { allowsSmaller, methods, roundsOf, type Staged, trainingsOf } from '../../methods';
import { checkStudentSize } from '../../network/student-size';
import { readTimmName } from '../../weights/timm-name';
import { imageSizeOf } from './pixels';

interface CheckedModel {
  readonly arch: string;
  readonly weights: string;
  readonly size: number | null;
}

interface Checked extends Staged {
  readonly imageSize: number;
  readonly cacheSide: number | 'auto';
  readonly noise: Readonly<
    Record<
      'student' | 'teacher',
      { readonly cropArea: number; readonly mixup: number; readonly cutmix: number }
    >
  >;
  readonly teacher: CheckedModel;
  readonly students: readonly CheckedModel[];
  readonly initialise: 'scratch' | 'teacher';
  readonly distillation: boolean;
  readonly consistency: { readonly temperature: number | 'auto' };
  readonly resolutionFix: { readonly enabled: boolean; readonly size: number };
  readonly training: { readonly labelledBatch: number; readonly unlabelledRatio: readonly number[] };
}

export interface Problem {
  readonly path: (string | number)[];
  readonly error: StudioError;
}

/** Finds settings that are each valid but do not go together: an error for each, with the setting to change. */
export function modelProblems(recipe: Checked): Problem[] {
  const isEncoder = recipe.teacher.arch === encoderArch;
  const problems: Problem[] = isEncoder
    ? encoderProblems(recipe)
    : weightsProblems(recipe.teacher, ['teacher', 'weights']);
  let teacher = recipe.teacher.arch;
  for (let i = 0; i < Math.min(roundsOf(recipe), recipe.students.length); i++) {
    const student = recipe.students[i].arch;
    const path = ['students', i, 'arch'];
    try {
      checkStudentSize(teacher, student, allowsSmaller(recipe));
    } catch (error) {
      if (!(error instanceof StudioError)) throw error;
      problems.push({ path, error });
    }
    if (recipe.initialise === 'scratch')
      problems.push(...weightsProblems(recipe.students[i], ['students', i, 'weights']));
    if (recipe.initialise === 'teacher' && student !== teacher) {
      problems.push({ path, error: studioError('student-start', { student, teacher }) });
    }
    teacher = student;
  }
  problems.push(...ratioProblems(recipe));
  const { enabled, size } = recipe.resolutionFix;
  const used = recipe.students.slice(0, roundsOf(recipe));
  const trained = isEncoder ? used : [recipe.teacher, ...used];
  const largest = Math.max(0, ...trained.map((model) => imageSizeOf(recipe, model)));
  if (enabled && size <= largest) {
    problems.push({
      path: ['resolutionFix', 'size'],
      error: studioError('fix-size', { size: String(size), imageSize: String(largest) }),
    });
  }
  const cuts = recipe.noise.student.cropArea < 1 || recipe.noise.teacher.cropArea < 1;
  if (cuts && recipe.cacheSide !== 'auto' && recipe.cacheSide < largest) {
    problems.push({
      path: ['cacheSide'],
      error: studioError('cache-side', { side: String(recipe.cacheSide), imageSize: String(largest) }),
    });
  }
  return [...problems, ...mixingProblems(recipe), ...temperatureProblems(recipe)];
}

/** Mixed images need targets that can be mixed, but a method whose model labels the pool in each step has no targets before that step. */
function mixingProblems({ method, noise }: Checked): Problem[] {
  const { first } = methods[method];
  if (first.pool !== 'unlabelled') return [];
  return (['mixup', 'cutmix'] as const)
    .filter((setting) => noise.teacher[setting] > 0)
    .map((setting) => {
      const path = ['noise', 'teacher', setting];
      const error = studioError('mix-without-targets', {
        setting: path.join('.'),
        method: { en: methods[method].words.en.title, ko: methods[method].words.ko.title },
      });
      return { path, error };
    });
}

/** A temperature of 0 takes only the best class if a model makes its own labels; a teacher's predictions may only be made flatter. */
function temperatureProblems(recipe: Checked): Problem[] {
  const { temperature } = recipe.consistency;
  if (roundsOf(recipe) === 0 || temperature === 'auto' || temperature >= 1) return [];
  const softens = trainingsOf(recipe, 1).some(({ objective }) => objective === 'distillation');
  if (!softens) return [];
  const error = studioError('distillation-temperature', { temperature: String(temperature) });
  return [{ path: ['consistency', 'temperature'], error }];
}

/** A training on the pool alone has nothing to learn from if the ratio asks for none of it. */
function ratioProblems(recipe: Checked): Problem[] {
  const { labelledBatch, unlabelledRatio } = recipe.training;
  const rounds = roundsOf(recipe);
  if (rounds === 0 || trainingsOf(recipe, 1).every(({ labelled }) => labelled !== false)) return [];
  return unlabelledRatio
    .slice(0, rounds)
    .map((ratio, i) => ({ ratio, path: ['training', 'unlabelledRatio', i] }))
    .filter(({ ratio }) => Math.round(labelledBatch * ratio) === 0)
    .map(({ ratio, path }) => ({ path, error: studioError('pretrain-ratio', { ratio: String(ratio) }) }));
}

/** An encoder needs a name, and a method whose first model does not have to learn from the pool. */
function encoderProblems(recipe: Checked): Problem[] {
  const problems: Problem[] = [];
  if (recipe.teacher.weights === 'none')
    problems.push({ path: ['teacher', 'weights'], error: studioError('encoder-unnamed', {}) });
  if (methods[recipe.method].first.pool === 'unlabelled') {
    const error = studioError('encoder-method', {
      method: {
        en: methods[recipe.method].words.en.title,
        ko: methods[recipe.method].words.ko.title,
      },
    });
    problems.push({ path: ['teacher', 'arch'], error });
  }
  return problems;
}

/** Weights with a timm name show which model they belong to; other weights are checked when an experiment starts. */
function weightsProblems({ arch, weights }: CheckedModel, path: Problem['path']): Problem[] {
  const named = weights === 'none' ? null : readTimmName(weights);
  if (!named || named.arch === arch) return [];
  const error = studioError('weights-of-other-model', { name: weights, arch: named.arch, wanted: arch });
  return [{ path, error }];
}
