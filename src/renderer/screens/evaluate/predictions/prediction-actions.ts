import { IconSparkles } from '@tabler/icons-react';
import { keys } from '../../../base/keys/bindings';
import { i18n } from '../../../base/strings';
import { type Action, choosesAny, galleryActions, pickAction, withZoom } from '../../../gallery/actions';
import { giveAction } from '../../../gallery/give-action';
import type { PredictionSession } from './prediction-session';

/** The label was wrong, not the model. */
export const takePredictionAction: Action<PredictionSession> = {
  id: 'take-prediction',
  label: () => i18n.t('evaluate.takePrediction'),
  keys: keys('evaluate.take-prediction', 'Enter'),
  icon: IconSparkles,
  applies: choosesAny,
  perform: (session) => session.accept(),
};

/** What can be done with the images of Evaluate: they are looked at, and given other labels, as on the Label screen. */
export const predictionActions: readonly Action<PredictionSession>[] = withZoom([
  giveAction,
  pickAction,
  takePredictionAction,
  // The list is that of the measurement: it is not ordered anew.
  ...galleryActions.filter(({ id }) => id !== 'refresh'),
]);
