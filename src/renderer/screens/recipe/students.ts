import type { StudentSettings } from '../../../core/recipe';

/** What a list of students becomes, and how many iterations use it. */
export interface StudentsChange {
  readonly students: readonly StudentSettings[];
  readonly iterations: number;
}

export const mostStudents = 20;

/** One more student like the last one, with an iteration for it. */
export function withStudent({ students, iterations }: StudentsChange): StudentsChange {
  const next = [...students, { ...students[students.length - 1] }];
  return { students: next, iterations: Math.max(iterations, next.length) };
}

/** Without the student at `index`; an iteration goes with it where each student had one. The only one stays. */
export function withoutStudent({ students, iterations }: StudentsChange, index: number): StudentsChange {
  if (students.length <= 1) return { students, iterations };
  const next = students.filter((_, i) => i !== index);
  return { students: next, iterations: iterations === students.length ? next.length : iterations };
}
