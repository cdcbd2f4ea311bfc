import type { Language } from './language';
import { fill } from './template';

/** Which model of an experiment: the linear probe or the teacher that it begins with, or the student of an iteration (`number` from 1). */
export type ModelName =
  | { readonly code: 'probe' }
  | { readonly code: 'teacher' }
  | { readonly code: 'student'; readonly values: { readonly number: number } };

const words = {
  probe: { en: 'Linear probe', ko: '선형 분류기' },
  teacher: { en: 'Teacher', ko: '교사 모델' },
  student: { en: 'Student {{number}}', ko: '학생 모델 {{number}}' },
} as const;

/** The model of iteration `number`; null or 0 is the teacher before the first. */
export function modelOfIteration(number: number | null): ModelName {
  return number ? { code: 'student', values: { number } } : { code: 'teacher' };
}

/** "Teacher", "Student 1", … in a language. */
export function modelText(name: ModelName, language: Language = 'en'): string {
  return fill(words[name.code][language], name.code === 'student' ? name.values : {}, language);
}
