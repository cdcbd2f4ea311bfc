import { metrics } from '../../../core/metrics';
import { accuracyInterval, metricText } from '../../../core/sentences/metrics';
import { accuracyChart, mostNarrowModels } from '../charts/accuracy-chart';
import type { ReportData, ReportIteration } from '../facts/types';
import { compact, count, duration, known, percent, points } from '../page/format';
import { type Html, html } from '../page/html';
import { emptyNote, panel, type Section, table } from './section';

export function accuracySection(data: ReportData): Section {
  const { iterations } = data;
  const drawn = accuracyChart(iterations);
  const beside = iterations.length > 0 && iterations.length <= mostNarrowModels;
  const layout = beside ? 'split wide-right' : 'stack';
  return {
    id: 'accuracy',
    title: 'Accuracy by iteration',
    lead: leadOf(data),
    content: html`<div class="${layout}">${
      drawn
        ? html`<div class="panel"><h3>Accuracy <span class="key test">test</span><span class="key validation">validation</span></h3>${drawn}</div>`
        : emptyNote('No accuracy yet', 'Evaluate a model on the test split, then write the report again.')
    }${iterations.length > 0 && panel('Models', modelTable(data))}</div>`,
  };
}

/** What the accuracies were measured on, and how models with more than one training were trained. */
function leadOf(data: ReportData): string | null {
  const measured = data.iterations.filter(({ testImages }) => known(testImages));
  const most = Math.max(...measured.map(({ testImages }) => testImages as number));
  const notes = measured.flatMap(({ name, testNotes = [] }) => testNotes.map((note) => `${name}: ${note}`));
  const trained = data.iterations.flatMap(({ name, byFolds, inTurn, fix }) =>
    [byFolds, inTurn, fix].flatMap((told) => (told ? [`${name}: ${told}`] : [])),
  );
  const test = `Measured on ${count(most)} test images that the model was not trained on.`;
  const told = [...(measured.length > 0 ? [test] : []), ...notes, ...trained];
  return told.length > 0 ? told.join(' ') : null;
}

/** Accuracy is left out because it has a column of its own. */
const metricColumns = metrics
  .filter(({ name }) => name !== 'accuracy')
  .map(({ name, words }) => ({
    name: words.en.short,
    numeric: true,
    cell: ({ testMetrics }: ReportIteration) =>
      known(testMetrics?.[name]) ? metricText(name, testMetrics[name], 2) : null,
  }));

/** Mean over 15 corruptions at 5 severities (docs/robustness.md). */
const underCorruption = {
  name: 'Corrupted',
  numeric: true,
  cell: ({ corruptedAccuracy }: ReportIteration) =>
    known(corruptedAccuracy) ? percent(corruptedAccuracy, 1) : null,
};

/** One row for each model. The model to use is highlighted, not the best one on the test images: those are not used to choose. */
function modelTable({ iterations, chosen }: ReportData): Html {
  const gain = (one: ReportIteration) => (known(one.testGain) ? points(one.testGain) : null);
  return table(
    'Accuracy, size and calibration of each model',
    [
      { name: 'Model', cell: (one) => one.name },
      { name: 'Network', cell: (one) => one.arch },
      {
        name: 'Test',
        numeric: true,
        cell: (one) =>
          iterations.length > 1 && one === iterations[chosen?.at ?? -1]
            ? html`<strong class="best" title="the model to use">${percent(one.testAccuracy, 2)}</strong>`
            : percent(one.testAccuracy, 2),
      },
      {
        name: '95 % interval',
        numeric: true,
        cell: ({ testAccuracy, testImages }) => accuracyInterval(testAccuracy, testImages),
      },
      { name: 'Against teacher', numeric: true, cell: gain },
      ...metricColumns,
      underCorruption,
      { name: 'Validation', numeric: true, cell: (one) => percent(one.validationAccuracy, 1) },
      { name: 'Weights', numeric: true, cell: (one) => compact(one.parameters) },
      {
        name: 'Steps',
        numeric: true,
        cell: (one) =>
          html`${count(one.trainedSteps)}${one.stoppedEarly && html` <abbr title="stopped early: validation no longer improved">early</abbr>`}`,
      },
      { name: 'Time', numeric: true, cell: (one) => duration(one.seconds) },
    ],
    iterations,
  );
}
