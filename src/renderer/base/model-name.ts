import type { Language } from '../../core/words/language';
import { type ModelName, modelText } from '../../core/words/models';
import { i18n } from './strings';

/** "Teacher", "Student 1" in the language of the window. */
export function modelName(name: ModelName): string {
  return modelText(name, i18n.language as Language);
}
