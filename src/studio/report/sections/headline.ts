import { counted } from '../../../core/words/counted';
import type { ReportData } from '../facts/types';
import { count, duration, known, percent, points, time } from '../page/format';
import { type Html, html } from '../page/html';

interface Headline {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly main?: boolean;
}

/** The title, what was run, and the few figures that readers look for first. */
export function headline(data: ReportData): Html {
  const figures = headlineFigures(data);
  const facts = [
    data.project,
    time(data.created),
    `recipe ${data.recipe.name}`,
    `seed ${data.seed}`,
    data.device,
  ];
  return html`<header class="head" id="top"><h1>${data.title}</h1><ul class="meta">${facts.map(
    (fact) => fact && html`<li class="name">${fact}</li>`,
  )}</ul>${
    figures.length > 0 &&
    html`<dl class="headline">${figures.map(
      (one) =>
        html`<div class="${one.main && 'main'}"><dt>${one.name}</dt><dd>${one.value}</dd><dd class="note">${one.note}</dd></div>`,
    )}</dl>`
  }${data.chosen && html`<p class="chosen">${data.chosen.why}</p>`}</header>`;
}

function headlineFigures(data: ReportData): Headline[] {
  return [...accuracyFigures(data), ...selectionFigures(data), ...timeFigure(data)];
}

/** The accuracy of the model to use, and what it gained over the teacher. */
function accuracyFigures({ iterations, base = 0, chosen }: ReportData): Headline[] {
  const first = iterations[base];
  const last = iterations[chosen?.at ?? iterations.length - 1];
  if (!last || !known(last.testAccuracy)) return [];
  const final = {
    name: `${last.name}, test`,
    value: percent(last.testAccuracy, 2),
    note: 'of test images classified correctly',
  };
  if (last === first || !known(first.testAccuracy) || !known(last.testGain))
    return [{ ...final, main: true }];
  return [
    {
      name: 'Gain over the teacher',
      value: points(last.testGain),
      note: 'points of test accuracy',
      main: true,
    },
    final,
    {
      name: `${first.name}, test`,
      value: percent(first.testAccuracy, 2),
      note: 'labelled images alone',
    },
  ];
}

function selectionFigures({ iterations }: ReportData): Headline[] {
  const last = [...iterations].reverse().find((one) => one.labelling);
  if (!last?.labelling) return [];
  const { kept, pool, by = last.name } = last.labelling;
  const figures: Headline[] = [
    {
      name: 'Pseudo-labels kept',
      value: count(kept),
      note: `of ${count(pool)} in the pool, by ${by}`,
    },
  ];
  if (known(last.pseudoLabelAccuracy)) {
    figures.push({
      name: 'Of them right',
      value: percent(last.pseudoLabelAccuracy),
      note: 'held against the truth',
    });
  }
  if (last.intruderShare) {
    figures.push({
      name: 'Out-of-domain kept',
      value: percent(last.intruderShare.withFlag),
      note: `${percent(last.intruderShare.withoutFlag)} without the flag`,
    });
  }
  return figures;
}

function timeFigure({ iterations }: ReportData): Headline[] {
  const seconds = iterations.map((one) => one.seconds).filter(known);
  if (seconds.length === 0) return [];
  const total = seconds.reduce((a, b) => a + b, 0);
  return [{ name: 'Training', value: duration(total), note: counted(iterations.length, 'model') }];
}
