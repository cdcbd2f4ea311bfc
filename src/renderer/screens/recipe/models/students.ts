import type { StudentSettings } from '../../../../core/recipe';

/** A new list of students, and the number of iterations. */
export interface StudentsChange {
  readonly students: readonly StudentSettings[];
  readonly iterations: number;
}

export const mostStudents = 20;

/** Adds a student like the last one, with an iteration for it. */
export function withStudent({ students, iterations }: StudentsChange): StudentsChange {
  const next = [...students, { ...students[students.length - 1] }];
  return { students: next, iterations: Math.max(iterations, next.length) };
}

/**
 * Removes the student at `index`, and an iteration if each student had one. A single student is not removed.
 */
export function withoutStudent({ students, iterations }: StudentsChange, index: number): StudentsChange {
  if (students.length <= 1) return { students, iterations };
  const next = students.filter((_, i) => i !== index);
  return { students: next, iterations: iterations === students.length ? next.length : iterations };
}
