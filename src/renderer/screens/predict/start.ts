import { createProjectStore } from '../../base/kept/store';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import type { PredictSession } from './predict-session';

/** The run that a person chose, as the value of a list; null for the best of the newest experiment. */
export const chosenModel = createProjectStore<string | null>(null);

/** The gallery of the present prediction, kept so that it is shown again as it was left. */
export const keptSession = createProjectStore<PredictSession | null>(null);

/** Starts the job in which a model predicts these folders and files. */
export function predictPaths(runId: number, paths: readonly string[]): void {
  if (paths.length > 0) studio.predict.start({ runId, paths: [...paths] }).catch(complain);
}

/** Asks for folders and starts the prediction of their images. */
export async function predictChosen(runId: number): Promise<void> {
  try {
    predictPaths(runId, await studio.app.chooseFolders({ title: i18n.t('predict.title'), several: true }));
  } catch (error) {
    complain(error);
  }
}
