import type { Run } from '../../catalog';
import { type ChoiceFacts, choiceInEach, choiceSentence } from '../../core/sentences/chosen-model';
import { note } from '../../core/words/notes';
import type { StudioContext } from '../../studio/project/context/context';
import { chosenRun } from '../../studio/project/runs/chosen-run';
import type { ModelChoice } from './options';

/**
 * The model that a command used, for its result: its number and, if the person did not name it, which model it
 * is and why it was chosen.
 */
export interface ModelTold {
  readonly run: number;
  /** A sentence. */
  readonly why: string | null;
  readonly choice: ChoiceFacts | null;
}

/**
 * The model that `--run` names or `--choose` finds; the choice is reported with its reason. Throws
 * `unknown-run`, `run-unfinished`, `no-run`.
 */
export function chosenModel(
  { project, tell }: Pick<StudioContext, 'project' | 'tell'>,
  options: ModelChoice,
): { run: Run; told: ModelTold } {
  const { run, why: choice } = chosenRun(project, options.run, options.choose);
  const why = choice && choiceSentence(choice);
  if (choice) tell({ type: 'note', note: note('model-chosen', { why: choiceInEach(choice) }) });
  return { run, told: { run: run.id, why, choice } };
}
