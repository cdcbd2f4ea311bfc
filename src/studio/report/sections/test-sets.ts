import { accuracyInterval, metricText } from '../../../core/sentences/metrics';
import type { ReportData } from '../facts/types';
import { count } from '../page/format';
import { html } from '../page/html';
import { panel, type Section, table } from './section';

const shown = ['accuracy', 'macroF1', 'ece'] as const;
const titles = { accuracy: 'Accuracy', macroF1: 'Macro F1', ece: 'ECE' } as const;

/** Each named test set with the models that were measured on it; left out if there is none. */
export function testSetsSection({ testSets = [] }: ReportData): Section {
  return {
    id: 'test-sets',
    title: 'Named test sets',
    lead: 'Labelled images from other sources, or hard ones. No model learnt from them; images that a model had seen before are left out for that model.',
    content:
      testSets.length === 0
        ? null
        : html`<div class="stack">${testSets.map((set) =>
            panel(set.name, html`${set.note && html`<p>${set.note}</p>`}${tableOf(set)}`),
          )}</div>`,
  };
}

function tableOf({ name, models }: NonNullable<ReportData['testSets']>[number]) {
  return table(
    `Models on ${name}`,
    [
      { name: 'Model', cell: (model) => model.name },
      ...shown.map((metric) => ({
        name: titles[metric],
        numeric: true,
        cell: ({ metrics }: (typeof models)[number]) => metricText(metric, metrics[metric], 2),
      })),
      {
        name: '95 % interval of the accuracy',
        numeric: true,
        cell: ({ metrics, images }) => accuracyInterval(metrics.accuracy, images),
      },
      { name: 'Images', numeric: true, cell: ({ images }) => count(images) },
      {
        name: 'Left out',
        numeric: true,
        cell: ({ leftOut }) => (leftOut === null ? 'not known' : count(leftOut)),
      },
    ],
    models,
  );
}
