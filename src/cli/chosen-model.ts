import type { Run } from '../catalog';
import { type ChoiceFacts, choiceInEach, choiceSentence } from '../core/words/chosen-model';
import { note } from '../core/words/notes';
import { chosenRun } from '../studio/project/chosen-run';
import type { StudioContext } from '../studio/project/context';
import type { ModelChoice } from './options';

/** What the result of a command says of the model that it took: its number, and which and why where nobody named it. */
export interface ModelTold {
  readonly run: number;
  /** A sentence. */
  readonly why: string | null;
  readonly choice: ChoiceFacts | null;
}

/** The model that `--run` names or `--choose` finds; which and why is told. Throws `unknown-run`, `run-unfinished`, `no-run`. */
export function chosenModel(
  { project, tell }: Pick<StudioContext, 'project' | 'tell'>,
  options: ModelChoice,
): { run: Run; told: ModelTold } {
  const { run, why: choice } = chosenRun(project, options.run, options.choose);
  const why = choice && choiceSentence(choice);
  if (choice) tell({ type: 'note', note: note('model-chosen', { why: choiceInEach(choice) }) });
  return { run, told: { run: run.id, why, choice } };
}
