import { verdictOn } from '../../../core/calibration/summary';
import { expectedRightSentences } from '../../../core/sentences/expected-right';
import { taughtNote } from '../../../core/sentences/taught-flag';
import { counted } from '../../../core/words/counted';
import { noteSentence } from '../../../core/words/notes';
import { type HistogramPanel, histogramChart, histogramKey } from '../charts/histogram-chart';
import type {
  ReportClassSelection,
  ReportData,
  ReportHistogram,
  ReportIteration,
  ReportLabelling,
} from '../facts/types';
import { count, figure, known, percent, slug } from '../page/format';
import { type Html, html } from '../page/html';
import { emptyNote, panel, type Section } from './section';

/** With more classes than this, only some are shown one by one. */
const mostClasses = 42;
/** More classes than this do not fit beside the histograms. */
const mostBeside = 14;

export function labellingSection(data: ReportData): Section {
  const labelled = data.iterations.flatMap((one) =>
    one.labelling ? [{ one, labelling: one.labelling }] : [],
  );
  return {
    id: 'labelling',
    title: 'Pseudo-labels and their selection',
    lead: 'How each teacher labelled the pool: filtered by confidence, flagged by the out-of-domain score, then balanced by class.',
    content:
      labelled.length === 0
        ? emptyNote(
            'No pool was labelled',
            'Label the pool with a trained teacher to see here what was kept.',
          )
        : html`${labelled.map(({ one, labelling }, i) => labellingPanel(one, labelling, i))}`,
  };
}

function labellingPanel(one: ReportIteration, labelling: ReportLabelling, index: number): Html {
  const name = labelling.by ?? one.name;
  const id = `${slug(name)}-${index}`;
  const confidence = histogram(labelling.confidenceHistogram, 'Confidence', {
    id: `chart-confidence-${id}`,
    title: `Confidence of ${name} on the pool`,
    axis: 'confidence',
    threshold: labelling.threshold,
  });
  const score = histogram(labelling.oodHistogram, 'Out-of-domain score', {
    id: `chart-ood-${id}`,
    title: `Out-of-domain score of ${name} on the pool`,
    axis: `${labelling.oodScore ?? 'score'}, higher is more in-domain`,
    threshold: labelling.oodThreshold,
  });
  const many = labelling.perClass.length > mostBeside;
  const bars = labelling.perClass.length > 0 && classBars(labelling.perClass, name);
  return panel(
    `${name} labels ${counted(labelling.pool, 'image')}`,
    html`${funnel(labelling)}${trustNotes(labelling)}${flagNote(labelling)}${labelling.isLost && html`<p class="trust">The file with what ${name} said of each image is lost, so there are no histograms. Let it label the pool again to have them.</p>`}<div class="trio">${confidence}${score}${many ? null : bars}</div>${many && html`<div class="trio">${bars}</div>`}`,
  );
}

function histogram(
  data: ReportHistogram | null | undefined,
  caption: string,
  about: Omit<HistogramPanel, 'histogram'>,
): Html | null {
  const drawn = data && histogramChart({ ...about, histogram: data });
  return drawn
    ? html`<figure><figcaption>${caption}${histogramKey(data)}</figcaption>${drawn}</figure>`
    : null;
}

/** What became of the pool's images, as one bar and as figures. */
function funnel(labelling: ReportLabelling): Html {
  const ood = known(labelling.oodThreshold) ? `score below ${figure(labelling.oodThreshold)}` : null;
  const all = [
    {
      kind: 'kept',
      name: 'Kept',
      images: labelling.kept,
      note: `${count(labelling.copies)} per pass with copies`,
    },
    {
      kind: 'over-quota',
      name: 'Over quota',
      images: labelling.overQuota,
      note: 'less confident than the quota took',
    },
    { kind: 'ood', name: 'Out of domain', images: labelling.ood, note: ood },
    {
      kind: 'low-confidence',
      name: 'Low confidence',
      images: labelling.lowConfidence,
      note: labelling.perClass.some(({ threshold }) => known(threshold))
        ? 'below the threshold of their class'
        : `below ${figure(labelling.threshold)}`,
    },
    { kind: 'excluded', name: 'Excluded', images: labelling.excluded ?? 0, note: 'by a person' },
  ];
  const parts = all.filter((part) => part.kind !== 'excluded' || part.images > 0);
  const share = (images: number) => (labelling.pool > 0 ? images / labelling.pool : 0);
  return html`<div class="bar" aria-hidden="true">${parts.map(
    (part) =>
      html`<span class="fill ${part.kind}" style="width:${(share(part.images) * 100).toFixed(3)}%"></span>`,
  )}</div><dl class="figures">${parts.map(
    (part) =>
      html`<div><dt><i class="dot ${part.kind}"></i>${part.name}</dt><dd>${count(part.images)} <small>${percent(share(part.images))}</small></dd><dd class="note">${part.note}</dd></div>`,
  )}</dl>`;
}

/** How right the kept pseudo-labels were estimated to be, and what would have helped. */
function trustNotes({ trust, kept }: ReportLabelling): Html | null {
  if (trust === undefined || kept === 0) return null;
  const [first, ...advice] = expectedRightSentences(trust);
  const warns = trust !== null && verdictOn(trust) !== 'well';
  return html`<p class="trust${warns && ' worrying'}">${first}${advice.length > 0 && html` ${advice.join(' ')}`}</p>`;
}

/** How a person's decisions changed the flag. */
function flagNote({ taught }: ReportLabelling): Html | null {
  if (!taught) return null;
  return html`<p class="trust">${noteSentence(taughtNote(taught), 'cli')}</p>`;
}

/** The bars of the classes: beside the histograms if they are few, otherwise below them in up to three tables. */
function classBars(all: readonly ReportClassSelection[], model: string): Html {
  const fewestFirst = [...all].sort((a, b) => a.kept - b.kept);
  const shown = all.length > mostClasses ? fewestFirst.slice(0, mostClasses) : all;
  const widest = Math.max(1, ...shown.map((one) => Math.max(one.quota, one.copies, one.kept)));
  const quotas = new Set(all.map((one) => one.quota));
  const note = all.length > shown.length && ` (the ${shown.length} with the fewest of ${count(all.length)})`;
  const quota = quotas.size === 1 && `, quota ${count(all[0].quota)} each`;
  const key = html`<span class="key kept">kept</span><span class="key copies">copies</span><span class="key quota">quota</span>`;
  const caption = html`By class${note}${quota}<span class="hidden">, after ${model}’s selection</span>${key}`;
  const length = shown.length > mostBeside ? Math.ceil(shown.length / 3) : shown.length;
  const parts = Array.from({ length: Math.ceil(shown.length / length) }, (_, i) =>
    shown.slice(i * length, (i + 1) * length),
  );
  return html`${parts.map((part, i) =>
    classTable(i === 0 ? caption : html`continued`, part, widest, quotas.size > 1),
  )}`;
}

function classTable(
  caption: Html,
  classes: readonly ReportClassSelection[],
  widest: number,
  quotaColumn: boolean,
): Html {
  const width = (n: number) => `width:${((100 * Math.max(0, n)) / widest).toFixed(2)}%`;
  const judged = classes.some(({ right }) => right);
  const ownThresholds = classes.some(({ threshold }) => known(threshold));
  const rows = classes.map(
    (one) =>
      html`<tr><th scope="row" class="name" title="${one.name}">${one.name}</th>${ownThresholds && html`<td class="n">${known(one.threshold) ? figure(one.threshold) : ''}</td>`}<td class="n">${count(one.kept)}</td>${judged && html`<td class="n" title="${one.right && `${percent(one.right.low, 0)} to ${percent(one.right.high, 0)}`}">${one.right ? percent(one.right.share, 0) : ''}</td>`}<td class="n">${count(one.copies)}</td>${quotaColumn && html`<td class="n">${count(one.quota)}</td>`}<td class="bars"><span class="track"><span class="copies" style="${width(one.copies)}"></span><span class="kept" style="${width(Math.min(one.kept, one.copies || one.kept))}"></span><span class="quota" style="${width(one.quota)}"></span></span></td></tr>`,
  );
  return html`<div class="scroll"><table class="classbars"><caption>${caption}</caption><thead><tr><th scope="col">Class</th>${ownThresholds && html`<th scope="col" class="n">At least</th>`}<th scope="col" class="n">Kept</th>${judged && html`<th scope="col" class="n">Right</th>`}<th scope="col" class="n">Seen</th>${quotaColumn && html`<th scope="col" class="n">Quota</th>`}<th scope="col"><span class="hidden">Kept and copies against the quota</span></th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
