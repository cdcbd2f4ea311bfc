import { StudioError } from '../errors';
import { archSize } from './arch';

/**
 * Noisy Student trains a student at least as large as its teacher (the paper, section 2). Throws `student-too-small` for a
 * smaller one unless the recipe says that distillation is meant; `unknown-arch` for a name that is in no table.
 */
export function checkStudentSize(teacherArch: string, studentArch: string, distillation: boolean): void {
  if (archSize(studentArch) >= archSize(teacherArch) || distillation) return;
  throw new StudioError(
    'student-too-small',
    `The student ${studentArch} is smaller than its teacher ${teacherArch}. Choose ${teacherArch} or larger, or set "distillation" to true if a smaller student is meant.`,
  );
}
