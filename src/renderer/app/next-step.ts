import type { DataOverview, ExperimentView, SourceView } from '../../contract';
import { divergences } from '../../core/stored/runs';
import type { ScreenName } from '../base/kept/navigation';

/** A step that a project is ready for. */
export type NextStep =
  | { readonly name: 'add' | 'label' | 'start' | 'export'; readonly screen: ScreenName }
  | { readonly name: 'split' }
  | { readonly name: 'import'; readonly source: SourceView }
  | {
      readonly name: 'review' | 'begin' | 'resume' | 'evaluate';
      readonly screen: ScreenName;
      readonly experiment: ExperimentView;
    };

interface KnownProject {
  readonly overview: DataOverview;
  /** Newest first. */
  readonly experiments: readonly ExperimentView[];
  readonly readOnly: boolean;
}

/**
 * The next thing to do on the way from images to an exported model; null if there is none. For a project that cannot be written, only the
 * export is offered.
 */
export function nextStep({ overview, experiments, readOnly }: KnownProject): NextStep | null {
  if (readOnly) return experiments.some(hasModel) ? { name: 'export', screen: 'export' } : null;
  // Until the import is finished, a next step would use only some of the images, and perhaps only some of the classes.
  const cutOff = overview.sources.find(isCutOff);
  if (cutOff) return { name: 'import', source: cutOff };
  const waiting = experiments.find(({ state }) => state === 'review');
  if (waiting) return { name: 'review', screen: 'review', experiment: waiting };
  const [newest] = experiments;
  return newest ? stepAfter(newest, overview) : stepBeforeAny(overview);
}

function stepBeforeAny({ splits, conflicts, drawable, classes }: DataOverview): NextStep {
  const images = Object.values(splits).reduce((sum, each) => sum + each, conflicts);
  if (images === 0) return { name: 'add', screen: 'data' };
  const labelled = classes.filter((each) => each.images['labelled-train'] > 0);
  if (labelled.length < 2) return { name: 'label', screen: 'label' };
  if (splits.validation === 0 && splits.test === 0 && drawable >= 20) return { name: 'split' };
  return { name: 'start', screen: 'runs' };
}

function stepAfter(experiment: ExperimentView, { splits }: DataOverview): NextStep | null {
  const { state, failure, runs } = experiment;
  const stopped = state === 'paused' || state === 'interrupted' || state === 'failed';
  // Resuming from the checkpoint of a diverged training would diverge again.
  if (stopped && divergences.has(failure?.code ?? '')) return { name: 'start', screen: 'runs' };
  if (stopped) return { name: 'resume', screen: 'runs', experiment };
  if (state === 'new') return { name: 'begin', screen: 'runs', experiment };
  if (state === 'cancelled' && !hasModel(experiment)) return { name: 'start', screen: 'runs' };
  if (state !== 'done' && state !== 'cancelled') return null;
  const measured = runs.some(({ testAccuracy }) => testAccuracy !== null);
  if (!measured && splits.test > 0) return { name: 'evaluate', screen: 'evaluate', experiment };
  return { name: 'export', screen: 'export' };
}

/** Whether the experiment has a finished model. */
const hasModel = ({ choice }: ExperimentView) => choice !== null;

/** Whether the program ended in the middle of an import that can be continued. An import that a person stopped is not continued. */
const isCutOff = ({ lastImport, exists }: SourceView) => exists && lastImport?.state === 'interrupted';
