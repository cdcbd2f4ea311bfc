import { metricsBeside } from '../../core/metrics';
import { type ChoiceFacts, choiceSentence } from '../../core/sentences/chosen-model';
import { expectedRightSentences } from '../../core/sentences/expected-right';
import { foldsNote, moreLabelsNote } from '../../core/sentences/folds';
import { accuracyInterval, metricText } from '../../core/sentences/metrics';
import { pairedSentence } from '../../core/sentences/paired';
import { changedSentence, comparisonSentence, gainOn, seenSentence } from '../../core/sentences/seen-images';
import type { ModelSummary } from '../../core/stored/runs';
import { modelText } from '../../core/vocabulary/models';
import { durationText } from '../../core/words/duration';
import { noteSentence } from '../../core/words/notes';
import { signedPoints } from '../../core/words/points';
import type { ExperimentSummary } from '../../studio/report/experiment/summary';
import { percent, table } from '../terminal/output';

/** The models of an experiment, with a line for each and their gains over the teacher. */
export function experimentTable({
  experiment,
  seed,
  stoppedBy,
  models,
  choice,
  testSets,
}: ExperimentSummary): string {
  const optional = (value: number | null, show: (value: number) => string) =>
    value === null ? '–' : show(value);
  const rows = models.map((model) => {
    const gain = model.overFirst ? gainOn(model.overFirst) : null;
    const kept = model.selection;
    return [
      modelText(model.name),
      model.arch,
      model.state,
      [optional(model.testAccuracy, percent), accuracyInterval(model.testAccuracy, model.testImages)]
        .filter((part) => part !== '')
        .join(' '),
      ...metricsBeside.map(({ name }) => metricText(name, model.testMetrics?.[name])),
      optional(gain, signedPoints),
      optional(model.validationAccuracy, percent),
      kept ? `${kept.states.kept.toLocaleString('en')} of ${kept.images.toLocaleString('en')}` : '–',
      optional(model.seconds, durationText),
      optional(model.imagesPerSecond, (speed) => Math.round(speed).toLocaleString('en')),
      optional(model.waitShare, percent),
    ];
  });
  const head = [
    'model',
    'size',
    'state',
    'test',
    ...metricsBeside.map(({ words }) => words.en.short.toLowerCase()),
    'gain',
    'validation',
    'pseudo-labelled',
    'training',
    'images/s',
    'waited',
  ];
  const best = choice && models.length > 1 ? [`To use: ${bestOf(choice, models)}`] : [];
  const stop = stoppedBy ? [`Stopped: ${stoppedBy}`] : [];
  const notes = [...stop, ...best, ...models.flatMap(notesOn), ...newestTrust(models)].map(
    (note) => `\n${note}`,
  );
  const sets = testSets.length > 0 ? `\n\n${setTable(models, testSets)}` : '';
  return `Experiment "${experiment}", seed ${seed}\n\n${table(head, rows)}${sets}${notes.length > 0 ? `\n${notes.join('')}` : ''}`;
}

/** Accuracies on the named test sets, a column for each. */
function setTable(models: readonly ModelSummary[], testSets: ExperimentSummary['testSets']): string {
  const rows = models.map(({ name, sets }) => [
    modelText(name),
    ...testSets.map(({ id }) => {
      const own = sets.find(({ setId }) => setId === id);
      if (!own) return '–';
      const { accuracy } = own.metrics;
      return `${metricText('accuracy', accuracy)} ${accuracyInterval(accuracy, own.images)}`;
    }),
  ]);
  return table(['test set', ...testSets.map(({ name }) => name)], rows);
}

/** The estimated share of correct pseudo-labels in the newest selection. */
function newestTrust(models: readonly ModelSummary[]): string[] {
  const newest = models.filter(({ selection }) => selection && selection.states.kept > 0).at(-1);
  // Versions before 0.3 stored no estimate.
  if (newest?.selection?.trust === undefined) return [];
  return expectedRightSentences(newest.selection.trust).map((each) => `${modelText(newest.name)}: ${each}`);
}

/** "Student 1 (run 3): 91.5 % on 200 validation images, the best of 2 models …" */
function bestOf(choice: ChoiceFacts, models: readonly ModelSummary[]): string {
  const nameOf = (id: number) => {
    const model = models.find(({ runId }) => runId === id);
    return model ? `${modelText(model.name)} (run ${id})` : `run ${id}`;
  };
  return choiceSentence(choice, { nameOf });
}

/**
 * Caveats of a model's accuracy: its value by folds if labels are few and what more labels would bring, images that were left out, images
 * that have changed since, and a comparison with the first model on different images.
 */
function notesOn({
  name,
  runId,
  byFolds,
  testImages,
  testSeen,
  testChanged,
  overFirst,
}: ModelSummary): string[] {
  const folds = byFolds && noteSentence(foldsNote(byFolds), 'cli');
  const more = byFolds && moreLabelsNote(byFolds);
  const seen = testImages === null ? null : seenSentence(testSeen, 'test');
  const changed = changedSentence(testChanged, `Measure again with "noisy-studio evaluate --run ${runId}"`);
  const compared = overFirst && comparisonSentence(overFirst);
  return [
    folds,
    more && noteSentence(more, 'cli'),
    seen,
    changed,
    compared,
    overFirst && pairedSentence(overFirst),
  ]
    .filter((note) => note !== null)
    .map((note) => `${modelText(name)}: ${note}`);
}
