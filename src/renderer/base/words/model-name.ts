import type { ExperimentView } from '../../../contract';
import { choiceSentence } from '../../../core/sentences/chosen-model';
import { type ModelName, modelText } from '../../../core/vocabulary/models';
import type { Language } from '../../../core/words/language';
import { i18n } from '../strings';

/** "Teacher", "Student 1" in the language of the window. */
export function modelName(name: ModelName): string {
  return modelText(name, i18n.language as Language);
}

/** Which model of an experiment is used, and why; empty while none is finished. */
export function choiceText({ choice, runs }: Pick<ExperimentView, 'choice' | 'runs'>): string {
  if (!choice) return '';
  const nameOf = (id: number) => {
    const run = runs.find(({ runId }) => runId === id);
    return run ? modelName(run.name) : String(id);
  };
  return choiceSentence(choice, { language: i18n.language as Language, nameOf });
}
