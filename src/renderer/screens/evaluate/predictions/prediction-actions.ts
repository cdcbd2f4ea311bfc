import { IconSparkles } from '@tabler/icons-react';
import { keys } from '../../../base/keys/bindings';
import { i18n } from '../../../base/strings';
import {
  type Action,
  choosesAny,
  galleryActions,
  pickAction,
  withZoom,
} from '../../../gallery/actions/actions';
import { excludeAction } from '../../../gallery/actions/exclude-action';
import { giveAction } from '../../../gallery/actions/give-action';
import type { PredictionSession } from './prediction-session';

/** Replaces a label by the model's prediction: the label was wrong, not the model. */
export const takePredictionAction: Action<PredictionSession> = {
  id: 'take-prediction',
  label: () => i18n.t('evaluate.takePrediction'),
  keys: keys('evaluate.take-prediction', 'Enter'),
  icon: IconSparkles,
  writes: true,
  applies: choosesAny,
  perform: (session) => session.accept(),
};

/** The actions on the images of Evaluate: they are viewed and relabelled as on the Label screen. */
export const predictionActions: readonly Action<PredictionSession>[] = withZoom([
  giveAction,
  pickAction,
  takePredictionAction,
  excludeAction,
  // The list is that of the measurement and is never ordered again.
  ...galleryActions.filter(({ id }) => id !== 'refresh'),
]);
