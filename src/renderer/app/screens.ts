import type { Topic } from '../../contract';
import type { Questions, ScreenDefinition } from '../base/frame/screen-definition';
import type { ScreenName } from '../base/kept/navigation';
import { dataScreen } from '../screens/data/DataScreen';
import { evaluateScreen } from '../screens/evaluate/EvaluateScreen';
import { exportScreen } from '../screens/export/ExportScreen';
import { labelScreen } from '../screens/label/LabelScreen';
import { predictScreen } from '../screens/predict/PredictScreen';
import { recipeScreen } from '../screens/recipe/RecipeScreen';
import { reviewScreen } from '../screens/review/ReviewScreen';
import { runsScreen } from '../screens/runs/RunsScreen';
import { studiesScreen } from '../screens/studies/StudiesScreen';

/** Every screen, in the order of the rail; Ctrl with a screen's position, counted from 1, opens it. */
export const screens: readonly ScreenDefinition[] = [
  dataScreen,
  labelScreen,
  recipeScreen,
  runsScreen,
  reviewScreen,
  evaluateScreen,
  studiesScreen,
  exportScreen,
  predictScreen,
];

export const screenOf = (name: ScreenName) =>
  screens.find((screen) => screen.name === name) as ScreenDefinition;

/** The queries that the screens refetch after a change. */
export const askedAgain = (topic: Topic): readonly Questions[] =>
  screens.flatMap(({ asksAgain }) => asksAgain[topic] ?? []);
