import { messageOf } from '../errors';
import { type MethodName, roundsOf } from '../methods';
import { checkStudentSize } from '../network/student-size';

interface Checked {
  readonly imageSize: number;
  readonly teacher: { readonly arch: string };
  readonly students: readonly { readonly arch: string }[];
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
  const problems: Problem[] = [];
  let teacher = recipe.teacher.arch;
  for (let i = 0; i < Math.min(roundsOf(recipe), recipe.students.length); i++) {
    const student = recipe.students[i].arch;
    const path = ['students', i, 'arch'];
    try {
      checkStudentSize(teacher, student, recipe.distillation);
    } catch (error) {
      problems.push({ path, message: messageOf(error) });
    }
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
