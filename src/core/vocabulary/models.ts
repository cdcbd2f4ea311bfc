import type { Language } from '../words/language';
import { fill } from '../words/template';
import type { RunKind } from './run-kinds';

/**
 * Which model of an experiment: the linear probe or the teacher that it begins with, the student of an iteration (`number` from 1), or the only
 * one that it trains.
 */
export type ModelName =
  | { readonly code: 'probe' | 'teacher' | 'model' }
  | { readonly code: 'student'; readonly values: { readonly number: number } };

const words = {
  probe: { en: 'Linear probe', ko: '선형 분류기' },
  teacher: { en: 'Teacher', ko: '교사 모델' },
  student: { en: 'Student {{number}}', ko: '학생 모델 {{number}}' },
  model: { en: 'Model', ko: '모델' },
} as const;

/** The model of iteration `number`; null or 0 is the model that was trained before the first iteration. */
export function modelOfIteration(number: number | null, first: RunKind = 'teacher'): ModelName {
  if (number) return { code: 'student', values: { number } };
  return { code: first === 'student' ? 'teacher' : first };
}

/** "Teacher", "Student 1", … in a language. */
export function modelText(name: ModelName, language: Language = 'en'): string {
  return fill(words[name.code][language], name.code === 'student' ? name.values : {}, language);
}
