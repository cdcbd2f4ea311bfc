import { encoderArch } from '../encoder/card';
import { studioError } from '../errors';
import { architecture } from './arch';
import { layoutOf } from './layers';
import { isClassifier, isTrained, parametersOf, sizeOf } from './parameters';

/**
 * The size by which models of all families are compared: the trained numbers before the classifier, which do not depend on the number of
 * classes. Throws `unknown-arch`.
 */
export function modelSize(name: string): number {
  const specs = parametersOf(layoutOf(architecture(name), 1)).filter(isTrained);
  const before = specs.filter((spec) => !isClassifier(spec));
  return before.reduce((sum, spec) => sum + sizeOf(spec), 0);
}

/**
 * Noisy Student trains a student at least as large as its teacher (the paper, section 2). Throws `student-too-small` for a smaller one
 * unless the recipe says that distillation is meant; `unknown-arch` for a name that is in no table. An encoder as the first teacher has no
 * weights that learn from these images, so any student may follow it; what it means if the student is smaller is explained at the start
 * (`student-below-encoder`).
 */
export function checkStudentSize(teacherArch: string, studentArch: string, distillation: boolean): void {
  if (teacherArch === encoderArch) return;
  const [teacher, student] = [modelSize(teacherArch), modelSize(studentArch)];
  if (student >= teacher || distillation) return;
  throw studioError('student-too-small', {
    student: studentArch,
    teacher: teacherArch,
    studentMillions: millions(student),
    teacherMillions: millions(teacher),
  });
}

function millions(count: number): string {
  return (count / 1e6).toPrecision(3);
}
