import { resolve } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../../core/words/counted';
import { csvText } from '../../core/words/csv';
import { percentText } from '../../core/words/shares';
import { checkWritable } from '../../files/durable/writable';
import { writeWhole } from '../../files/durable/write-whole';
import { ensureNearCopies } from '../../studio/import';
import { checkLabels, type LabelCheck } from '../../studio/likeness';
import type { Project } from '../../studio/project/folder/project';
import { wholeFromOne } from '../shared/options';
import { withStudio } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { table } from '../terminal/output';

interface CheckOptions {
  readonly show: number;
  readonly csv?: string;
}

const columns = [
  'path',
  'split',
  'label',
  'suggestion',
  'labelProbability',
  'suggestionProbability',
] as const;

/** The command `check-labels`: finds labels that are probably wrong, without any model of the project. */
export function addCheckLabels(program: Command): void {
  program
    .command('check-labels')
    .option('--show <n>', 'list so many of them', wholeFromOne, 20)
    .option('--csv <file>', 'write a line for each of them')
    .description(
      'find labels that are probably wrong: each labelled image is judged by classifiers that have not seen it (docs/trust.md)',
    )
    .action(async ({ show, csv }: CheckOptions, self: Command) => {
      await withStudio(self, async (context, output) => {
        if (csv !== undefined) checkWritable(resolve(csv));
        await ensureNearCopies(context.project, context.signal);
        const check = await checkLabels(context);
        const rows = rowsOf(context.project, check);
        if (csv !== undefined) await writeWhole(resolve(csv), csvText(columns, rows));
        const { labels: _, ...facts } = check;
        output.result({ ...facts, labels: rows }, textOf(check, rows, show));
        return exitCodes.done;
      });
    });
}

type Row = ReturnType<typeof rowsOf>[number];

function rowsOf({ catalog }: Project, { labels }: LabelCheck) {
  const images = new Map(
    catalog.images.byIds(labels.map(({ imageId }) => imageId)).map(({ id, file }) => [id, file]),
  );
  const classes = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  return labels.map(({ imageId, split, labelId, classId, labelProbability, confidence }) => ({
    ...{ path: images.get(imageId) ?? '', split },
    ...{ label: classes.get(labelId) ?? '', suggestion: classes.get(classId) ?? '' },
    ...{ labelProbability, suggestionProbability: confidence },
  }));
}

function textOf({ images, unjudged, agreeing }: LabelCheck, rows: readonly Row[], show: number): string {
  const judged = `${counted(images, 'label', 'labels')} judged by classifiers that have not seen the image; they agree with ${percentText(agreeing, 1)}.`;
  const left =
    unjudged > 0
      ? ` ${counted(unjudged, 'image', 'images')} could not be judged: the only one of its class, or unreadable.`
      : '';
  if (rows.length === 0) return `${judged}${left}\nNo label looks wrong.`;
  const listed = rows
    .slice(0, show)
    .map(({ path, label, suggestion, ...row }) => [
      ...[path, label, percentText(row.labelProbability, 1)],
      ...[suggestion, percentText(row.suggestionProbability, 1)],
    ]);
  const more = rows.length > listed.length ? ` The first ${listed.length}:` : '';
  return [
    `${judged}${left}`,
    `${counted(rows.length, 'label is', 'labels are')} suspicious, the likeliest mistakes first.${more}`,
    table(['image', 'label', 'given to it', 'suggestion', 'given to it'], listed),
    'Look at them and correct them in the window: Evaluate screen, under Suspicious labels.',
  ].join('\n\n');
}
