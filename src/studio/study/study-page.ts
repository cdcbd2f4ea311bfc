import { resolve } from 'node:path';
import { claimFigures, claimWords, differenceText, meanText, verdictWords } from '../../core/sentences/study';
import type { ArmResult } from '../../core/study/results';
import { bytesText } from '../../core/words/bytes';
import { counted } from '../../core/words/counted';
import { writeWhole } from '../../files/durable/write-whole';
import { chart, type Frame, xAxis } from '../report/charts/axes';
import { extent, niceScale } from '../report/charts/scale';
import { clipped, duration, percent, percentTick } from '../report/page/format';
import { type Html, html } from '../report/page/html';
import { page } from '../report/page/page';
import { type StudyOutcome, type UnderCorruption, underCorruption } from './study-outcomes';

/** The arms on corrupted test images if these were asked for in this call. */
type Corrupted = UnderCorruption | null;

/** Writes the page of a study, replacing an earlier one. Returns its absolute path. */
export async function writeStudyPage(
  outcome: StudyOutcome,
  target: string,
  corrupted: Corrupted = null,
): Promise<string> {
  const file = resolve(target);
  await writeWhole(file, studyPage(outcome, corrupted));
  return file;
}

/** A study as one self-contained HTML file: a chart of its arms, their tables, and what a run of each cost. A pure function. */
function studyPage(outcome: StudyOutcome, corrupted: Corrupted): string {
  const { study, cells, arms, sets, claims } = outcome;
  const onCorrupted = corrupted ?? underCorruption(outcome);
  const done = cells.filter(({ state }) => state === 'done').length;
  return page({
    title: `Study ${study.name}`,
    content: html`<header class="head"><h1>${study.name}</h1><p class="meta">${study.question}</p><p class="meta">${done} of ${counted(cells.length, 'run')} done · seeds ${study.seeds.join(', ')} · baseline ${study.baseline}</p></header>
<section><h2>Test accuracy of the last model</h2>${accuracyChart(arms)}<p class="meta">A dot is the mean over the seeds, its line the 95 % interval of the mean. Arms are told apart by their runs of the same seed, in the table.</p></section>
<section><h2>Arms</h2>${tableOf(arms, study.baseline)}<p class="meta">± is one standard deviation over seeds. Differences are those of runs with the same seed, with the 95 % interval of their mean (Student’s t).</p></section>
${claims.length > 0 ? claimsOf(outcome) : null}${sets.map(({ name, arms: onSet }) => html`<section><h2>On the test set “${name}”</h2>${tableOf(onSet, study.baseline)}</section>`)}
${onCorrupted && html`<section><h2>${onCorrupted.name}</h2>${tableOf(onCorrupted.arms, study.baseline)}<p class="meta">The mean accuracy of the last model over corruptions and severities.</p></section>`}
${costsOf(outcome)}`,
  });
}

function costsOf({ costs }: StudyOutcome): Html {
  const head = ['Arm', 'Images seen', 'Training', 'Peak memory'];
  return html`<section><h2>What a run took</h2><table><thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${costs.map(
    ({ arm, images, seconds, peakBytes }) =>
      html`<tr><th scope="row">${arm}</th><td>${images === null ? '–' : Math.round(images).toLocaleString('en')}</td><td>${duration(seconds)}</td><td>${peakBytes === null ? '–' : bytesText(peakBytes)}</td></tr>`,
  )}</tbody></table><p class="meta">Means over the runs of an arm, and the most memory of one of them. A training that several arms share counts for each of them.</p></section>`;
}

function claimsOf({ claims }: StudyOutcome): Html {
  return html`<section><h2>Claims</h2><table><thead><tr>${['Claim', 'Figures', ''].map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${claims.map(
    (claim) =>
      html`<tr><th scope="row">${claim.claim}</th><td>${claimFigures(claim).join('; ')}</td><td>${claimWords[claim.verdict]}</td></tr>`,
  )}</tbody></table></section>`;
}

const row = 30;
const most = 34;

function accuracyChart(arms: readonly ArmResult[]): Html {
  const range = extent(arms.flatMap(({ last }) => [last?.mean, last?.low, last?.high]));
  if (!range) return html`<p>No run is finished yet.</p>`;
  const frame: Frame = {
    width: 760,
    height: 56 + row * arms.length,
    left: 240,
    right: 70,
    top: 8,
    bottom: 44,
  };
  const x = niceScale(
    [Math.max(0, range[0]), Math.min(1, range[1])],
    [frame.left, frame.width - frame.right],
  );
  const names = {
    id: 'study-accuracy',
    title: 'Test accuracy by arm',
    description: arms.map(({ arm, last }) => `${arm}: ${percent(last?.mean, 1)}`).join('; '),
  };
  return chart(frame, names, [
    xAxis(frame, x, 'test accuracy', percentTick),
    html`${arms.map((arm, i) => mark(arm, frame.top + row * (i + 0.5), frame, x))}`,
  ]);
}

function mark({ arm, last }: ArmResult, y: number, { left }: Frame, x: (value: number) => number): Html {
  const name = html`<text class="column-name" x="${left - 12}" y="${y}" dy=".32em" text-anchor="end">${clipped(arm, most)}</text>`;
  if (!last) return name;
  const held = (value: number) => x(Math.max(0, Math.min(1, value)));
  const spread =
    last.low === null || last.high === null
      ? null
      : html`<line class="axis" x1="${held(last.low)}" x2="${held(last.high)}" y1="${y}" y2="${y}"/>`;
  return html`${name}<g class="series test">${spread}<circle class="dot" cx="${x(last.mean)}" cy="${y}" r="4.5"/><text class="value" x="${x(last.mean)}" y="${y - 8}" text-anchor="middle">${percent(last.mean, 1)}</text></g>`;
}

function tableOf(arms: readonly ArmResult[], baseline: string): Html {
  const head = ['Arm', 'Runs', 'First model', 'Last model', 'Balanced', 'Gain', 'Over the baseline', ''];
  return html`<table><thead><tr>${head.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead><tbody>${arms.map(
    (each) =>
      html`<tr><th scope="row">${each.arm}</th><td>${each.done}</td><td>${meanText(each.first)}</td><td>${meanText(each.last)}</td><td>${percent(each.balanced?.mean, 1)}</td><td>${differenceText(each.gain)}</td><td>${differenceText(each.difference)}</td><td>${each.arm === baseline ? 'baseline' : each.verdict && verdictWords[each.verdict]}</td></tr>`,
  )}</tbody></table>`;
}
