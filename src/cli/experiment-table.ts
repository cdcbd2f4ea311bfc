import { modelText } from '../core/words/models';
import type { ExperimentSummary } from '../studio/report/summary';
import { duration, percent, table } from './output';

/** The models of an experiment, a line each, with what they gained over the teacher. */
export function experimentTable({ experiment, seed, models }: ExperimentSummary): string {
  const optional = (value: number | null, show: (value: number) => string) =>
    value === null ? '–' : show(value);
  const base = models[0]?.testAccuracy ?? null;
  const rows = models.map((model) => {
    const gain = base === null || model.testAccuracy === null ? null : 100 * (model.testAccuracy - base);
    const kept = model.selection;
    return [
      modelText(model.name),
      model.arch,
      model.state,
      optional(model.testAccuracy, percent),
      model === models[0] ? '–' : optional(gain, (points) => `${points >= 0 ? '+' : ''}${points.toFixed(1)}`),
      optional(model.validationAccuracy, percent),
      kept ? `${kept.states.kept.toLocaleString('en')} of ${kept.images.toLocaleString('en')}` : '–',
      optional(model.seconds, duration),
      optional(model.imagesPerSecond, (speed) => Math.round(speed).toLocaleString('en')),
      optional(model.waitShare, percent),
    ];
  });
  const head = [
    'model',
    'size',
    'state',
    'test',
    'gain',
    'validation',
    'pseudo-labelled',
    'training',
    'images/s',
    'waited',
  ];
  return `Experiment "${experiment}", seed ${seed}\n\n${table(head, rows)}`;
}
