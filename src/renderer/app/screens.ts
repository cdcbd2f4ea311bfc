import {
  IconAdjustmentsHorizontal,
  IconChartDots,
  IconDatabase,
  IconEye,
  IconPackageExport,
  IconTag,
  IconTimeline,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { ScreenName } from '../base/navigation';
import { DataScreen } from '../screens/data/DataScreen';
import { EvaluateScreen } from '../screens/evaluate/EvaluateScreen';
import { ExportScreen } from '../screens/export/ExportScreen';
import { LabelScreen } from '../screens/label/LabelScreen';
import { RecipeScreen } from '../screens/recipe/RecipeScreen';
import { ReviewScreen } from '../screens/review/ReviewScreen';
import { RunsScreen } from '../screens/runs/RunsScreen';

interface Screen {
  readonly icon: typeof IconDatabase;
  readonly component: ComponentType;
}

/** What the rail leads to, in its order. */
export const screens: Readonly<Record<ScreenName, Screen>> = {
  data: { icon: IconDatabase, component: DataScreen },
  label: { icon: IconTag, component: LabelScreen },
  recipe: { icon: IconAdjustmentsHorizontal, component: RecipeScreen },
  runs: { icon: IconTimeline, component: RunsScreen },
  review: { icon: IconEye, component: ReviewScreen },
  evaluate: { icon: IconChartDots, component: EvaluateScreen },
  export: { icon: IconPackageExport, component: ExportScreen },
};
