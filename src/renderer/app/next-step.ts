import type { DataOverview, ExperimentView } from '../../contract';
import type { ScreenName } from '../base/navigation';

/** What a project is ready for. */
export type NextStep =
  | { readonly name: 'label' | 'start' | 'export'; readonly screen: ScreenName }
  | { readonly name: 'split' }
  | {
      readonly name: 'review' | 'resume' | 'evaluate';
      readonly screen: ScreenName;
      readonly experiment: string;
    };

/** The next thing to do on the way from images to an exported model; null where nothing was added yet. `experiments`: newest first. */
export function nextStep(overview: DataOverview, experiments: readonly ExperimentView[]): NextStep | null {
  const { splits, drawable, sources } = overview;
  if (sources.length === 0) return null;
  const waiting = experiments.find(({ state }) => state === 'review');
  if (waiting) return { name: 'review', screen: 'review', experiment: waiting.name };
  const [newest] = experiments;
  if (!newest) {
    const labelled = overview.classes.filter(({ images }) => images['labelled-train'] > 0);
    if (labelled.length < 2) return { name: 'label', screen: 'label' };
    if (splits.validation === 0 && splits.test === 0 && drawable >= 20) return { name: 'split' };
    return { name: 'start', screen: 'runs' };
  }
  if (newest.state === 'paused' || newest.state === 'interrupted' || newest.state === 'failed')
    return { name: 'resume', screen: 'runs', experiment: newest.name };
  if (newest.state !== 'done') return null;
  const measured = newest.runs.some(({ testAccuracy }) => testAccuracy !== null);
  if (!measured && splits.test > 0) return { name: 'evaluate', screen: 'evaluate', experiment: newest.name };
  return { name: 'export', screen: 'export' };
}
