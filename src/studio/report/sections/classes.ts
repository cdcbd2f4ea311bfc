import { ConfusionCounts, type ToldClassMetrics, toldClassMetrics } from '../../../core/metrics';
import type { ReportClass, ReportConfusion, ReportData } from '../facts/types';
import { count, known, percent, points } from '../page/format';
import { type Html, html } from '../page/html';
import { emptyNote, panel, type Section, table } from './section';

/** For more classes than this, only the largest confusions are shown instead of a matrix. */
const mostMatrixClasses = 25;
const mostTableClasses = 60;

export function classesSection(data: ReportData): Section {
  const size = data.classes.length;
  const fitting = (data.confusion ?? []).filter((one) => size > 0 && one.classes === size);
  return {
    id: 'classes',
    title: 'Classes',
    content:
      fitting.length === 0
        ? emptyNote(
            'No confusion matrix',
            'Evaluate the first and the last model on the test split to see which classes they mix up.',
          )
        : html`<div class="split even">${size <= mostMatrixClasses && fitting.map((one) => panel(one.model, matrix(one, data.classes)))}</div><div class="split">${panel('By class', metricsTable(fitting, data.classes))}${fitting.slice(-1).map((one) => panel(`Most often mixed up by ${one.model}`, pairs(one, data.classes)))}</div>`,
  };
}

const countsOf = ({ cells, classes }: ReportConfusion) => ConfusionCounts.ofCells(cells, classes);

function matrix(confusion: ReportConfusion, classes: readonly ReportClass[]): Html {
  const { model } = confusion;
  const counts = countsOf(confusion);
  const rows = classes.map(({ name }, label) => {
    const sum = counts.labelled[label];
    const cells = classes.map((_, predicted) => {
      const n = counts.at(label, predicted);
      const share = sum > 0 ? n / sum : 0;
      const kind = label === predicted ? 'right' : 'wrong';
      // The square root lets a few per cent of confusions be seen beside a diagonal of ninety.
      const strength = Math.round(100 * (label === predicted ? share : Math.sqrt(share)));
      return html`<td class="${n === 0 ? 'zero' : kind}${strength > 55 && ' strong'}" style="--s:${strength}%">${n === 0 ? '·' : count(n)}</td>`;
    });
    return html`<tr><th scope="row" class="name">${name}</th>${cells}<td class="sum">${percent(sum > 0 ? counts.right[label] / sum : null)}</td></tr>`;
  });
  return html`<div class="scroll"><table class="matrix"><caption>Test images by label (row) and by what ${model} saw in them (column)</caption><thead><tr><td></td>${classes.map(
    (one) => html`<th scope="col" class="name"><span>${one.name}</span></th>`,
  )}<th scope="col" class="sum">right</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

interface ClassRow {
  readonly name: string;
  readonly first: ToldClassMetrics;
  readonly last: ToldClassMetrics;
}

function metricsTable(confusions: readonly ReportConfusion[], classes: readonly ReportClass[]): Html {
  const metrics = confusions.map((one) => toldClassMetrics(countsOf(one)));
  const last = metrics[metrics.length - 1];
  const rows = classes.map((one, c): ClassRow => ({ name: one.name, first: metrics[0][c], last: last[c] }));
  const compared = confusions.length > 1;
  // A class that no image has and that was never predicted says nothing and comes last.
  const f1Of = ({ last: { f1 } }: ClassRow) => f1 ?? 2;
  const worstFirst = [...rows].sort((a, b) => f1Of(a) - f1Of(b));
  const shown = rows.length > mostTableClasses ? worstFirst.slice(0, mostTableClasses) : rows;
  const model = confusions[confusions.length - 1].model;
  return table(
    html`Precision, recall and F1 of ${model}${compared && `, change against ${confusions[0].model} in points`}${shown.length < rows.length && ` (the ${shown.length} lowest of ${count(rows.length)})`}`,
    [
      { name: 'Class', cell: (row) => html`<span class="name">${row.name}</span>` },
      { name: 'Images', numeric: true, cell: (row) => count(row.last.support) },
      { name: 'Precision', numeric: true, cell: (row) => percent(row.last.precision) },
      { name: 'Recall', numeric: true, cell: (row) => percent(row.last.recall) },
      { name: 'F1', numeric: true, cell: (row) => percent(row.last.f1) },
      { name: 'Change of F1', numeric: true, cell: (row) => compared && change(changeOf(row)) },
    ],
    shown,
  );
}

const changeOf = ({ first, last }: ClassRow) =>
  known(first.f1) && known(last.f1) ? last.f1 - first.f1 : null;

function change(by: number | null): Html {
  const kind = !known(by) || Math.abs(by) < 5e-5 ? 'same' : by > 0 ? 'up' : 'down';
  return html`<span class="${kind}">${points(by)}</span>`;
}

function pairs(confusion: ReportConfusion, classes: readonly ReportClass[]): Html {
  const { cells } = confusion;
  const { labelled } = countsOf(confusion);
  const wrong = [];
  for (let at = 0; at < cells.length; at += 3) {
    const [label, predicted, n] = [cells[at], cells[at + 1], cells[at + 2]];
    if (label !== predicted) wrong.push({ label, predicted, n, share: n / labelled[label] });
  }
  const most = wrong.sort((a, b) => b.n - a.n).slice(0, 10);
  if (most.length === 0) return html`<p class="lead">It mixed up none.</p>`;
  return table(
    'Largest entries off the diagonal',
    [
      { name: 'Label', cell: (pair) => html`<span class="name">${classes[pair.label].name}</span>` },
      { name: 'Seen as', cell: (pair) => html`<span class="name">${classes[pair.predicted].name}</span>` },
      { name: 'Images', numeric: true, cell: (pair) => count(pair.n) },
      { name: 'Of the label', numeric: true, cell: (pair) => percent(pair.share) },
    ],
    most,
  );
}
