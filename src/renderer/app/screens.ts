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
import { DataScreen } from '../data/DataScreen';
import { EvaluateScreen } from '../evaluate/EvaluateScreen';
import { ExportScreen } from '../export/ExportScreen';
import { LabelScreen } from '../label/LabelScreen';
import { RecipeScreen } from '../recipe/RecipeScreen';
import { ReviewScreen } from '../review/ReviewScreen';
import { RunsScreen } from '../runs/RunsScreen';
import type { ScreenName } from './navigation';

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
