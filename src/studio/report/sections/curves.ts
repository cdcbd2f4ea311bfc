import { type CurveField, type CurvePanel, curveChart } from '../charts/curve-chart';
import { extent } from '../charts/scale';
import type { ReportData, ReportIteration } from '../facts/types';
import { figure, percent, percentTick, slug } from '../page/format';
import { type Html, html } from '../page/html';
import { emptyNote, type Section } from './section';

type Kind = Omit<CurvePanel, 'id' | 'curve'> & { readonly key: string };

export function curvesSection(data: ReportData): Section {
  const trained = data.iterations.filter((one) => one.curve.length > 0);
  const kinds = kindsFor(trained);
  return {
    id: 'curves',
    title: 'Training',
    lead: trained.length > 1 && 'One row per model; loss and accuracy each have one scale for all models.',
    content:
      trained.length === 0
        ? emptyNote(
            'No training curves',
            'A run records its curve when it validates; none of these runs has done so yet.',
          )
        : html`<div class="curves">${trained.map((one, i) => rowOf(one, i, kinds))}</div>`,
  };
}

function rowOf(one: ReportIteration, index: number, kinds: readonly Kind[]): Html {
  const panels = kinds.map((kind) => ({
    title: kind.title,
    drawn: curveChart({
      ...kind,
      title: `${kind.title}, ${one.name}`,
      id: `chart-${slug(one.name)}-${index}-${kind.key}`,
      curve: one.curve,
    }),
  }));
  return html`<div class="panel"><h3>${one.name}</h3><div class="multiples">${panels.map(
    ({ title, drawn }) => drawn && html`<figure><figcaption>${title}</figcaption>${drawn}</figure>`,
  )}</div></div>`;
}

function kindsFor(trained: readonly ReportIteration[]): Kind[] {
  const shared = (fields: readonly CurveField[]) =>
    extent(trained.flatMap((one) => one.curve.flatMap((point) => fields.map((field) => point[field]))));
  return [
    {
      key: 'loss',
      title: 'Loss',
      lines: [
        { field: 'trainLoss', name: 'training' },
        { field: 'validationLoss', name: 'validation' },
      ],
      domain: shared(['trainLoss', 'validationLoss']),
      valueLabel: (v) => figure(v),
    },
    {
      key: 'accuracy',
      title: 'Accuracy',
      lines: [
        { field: 'trainAccuracy', name: 'training' },
        { field: 'validationAccuracy', name: 'validation' },
      ],
      domain: shared(['trainAccuracy', 'validationAccuracy']),
      ticks: percentTick,
      valueLabel: (v) => percent(v, 1),
    },
    {
      key: 'rate',
      title: 'Learning rate',
      lines: [{ field: 'learningRate', name: '' }],
      valueLabel: (v) => figure(v, 2),
    },
  ];
}
