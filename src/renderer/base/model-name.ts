import { i18n } from './strings';

/** The studio's "Teacher" and "Student 1" in the language of the window. */
export function modelName(name: string): string {
  const student = /^Student (\d+)$/.exec(name);
  if (student) return i18n.t('recipe.student', { number: student[1] });
  return name === 'Teacher' ? i18n.t('recipe.teacher') : name;
}
