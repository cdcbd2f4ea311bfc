import { messageOf, studioError } from '../errors';
import { type MethodName, roundsOf } from '../methods';
import { checkStudentSize } from '../network/student-size';
import { readTimmName } from '../weights/timm-name';

interface CheckedModel {
  readonly arch: string;
  readonly weights: string;
}

interface Checked {
  readonly imageSize: number;
  readonly teacher: CheckedModel;
  readonly students: readonly CheckedModel[];
  readonly method: MethodName;
  readonly iterations: number;
  readonly initialise: 'scratch' | 'teacher';
  readonly distillation: boolean;
  readonly resolutionFix: { readonly enabled: boolean; readonly size: number };
}

export interface Problem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Where settings that are each valid do not go together: one sentence each, with the setting to change. */
export function modelProblems(recipe: Checked): Problem[] {
  const problems: Problem[] = [...weightsProblems(recipe.teacher, ['teacher', 'weights'])];
  let teacher = recipe.teacher.arch;
  for (let i = 0; i < Math.min(roundsOf(recipe), recipe.students.length); i++) {
    const student = recipe.students[i].arch;
    const path = ['students', i, 'arch'];
    try {
      checkStudentSize(teacher, student, recipe.distillation);
    } catch (error) {
      problems.push({ path, message: messageOf(error) });
    }
    if (recipe.initialise === 'scratch')
      problems.push(...weightsProblems(recipe.students[i], ['students', i, 'weights']));
    if (recipe.initialise === 'teacher' && student !== teacher) {
      problems.push({
        path,
        message: `A student ${student} cannot start from the weights of a teacher ${teacher}. Use equal models or set "initialise" to scratch.`,
      });
    }
    teacher = student;
  }
  const { enabled, size } = recipe.resolutionFix;
  if (enabled && size <= recipe.imageSize) {
    problems.push({
      path: ['resolutionFix', 'size'],
      message: `The resolution fix works on larger images: ${size} is not above the image size ${recipe.imageSize}. Set a larger "resolutionFix.size" or switch the fix off.`,
    });
  }
  return problems;
}

/** Weights with a name of timm's say themselves which model they are of; others are asked for when an experiment starts. */
function weightsProblems({ arch, weights }: CheckedModel, path: Problem['path']): Problem[] {
  const named = weights === 'none' ? null : readTimmName(weights);
  if (!named || named.arch === arch) return [];
  const message = messageOf(
    studioError('weights-of-other-model', { name: weights, arch: named.arch, wanted: arch }),
  );
  return [{ path, message }];
}
