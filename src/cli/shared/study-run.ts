import { resolve } from 'node:path';
import type { StudyRow } from '../../catalog';
import type { Study } from '../../core/study/definition';
import { note } from '../../core/words/notes';
import { checkWritable } from '../../files/durable/writable';
import { writeWhole } from '../../files/durable/write-whole';
import type { Corruptions } from '../../studio/method/measuring/robustness';
import type { StudioContext } from '../../studio/project/context/context';
import { runStudy } from '../../studio/study/run-study';
import { studyCsv } from '../../studio/study/study-csv';
import { type MarkdownFacts, writeStudyMarkdown } from '../../studio/study/study-markdown';
import { type StudyOutcome, studyOutcome } from '../../studio/study/study-outcomes';
import { writeStudyPage } from '../../studio/study/study-page';
import { studyRobustness } from '../../studio/study/study-robustness';
import { armLines, studyTable } from '../tables/study-table';
import { type ExitCode, exitCodes } from '../terminal/exit-codes';
import type { Output } from '../terminal/output';

/** How a study is reported, and where its results are written. */
export interface StudyTelling extends Omit<MarkdownFacts, 'corrupted'> {
  readonly csv?: string;
  readonly html?: string;
  readonly write?: string;
  /** The corruptions under which the runs are measured as well, once they are done. */
  readonly corruptions?: Corruptions;
}

/** The command that a page names as the one that wrote it, without paths on this machine. */
export function commandText(words: readonly string[], flags: object): string {
  const options = Object.entries(flags).flatMap(([name, value]: [string, unknown]) => {
    const option = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    if (value === undefined || value === false || hidden.has(name)) return [];
    if (value === true) return [option];
    const values = name === 'set' ? (value as readonly string[]) : [String(value)];
    return values.map((each) => `${option} ${/[\s*"'$]/.test(each) ? JSON.stringify(each) : each}`);
  });
  return ['noisy-studio', ...words, ...options].join(' ');
}

/** Options that name paths on this machine, and the one that only shows the plan or the progress. */
const hidden: ReadonlySet<string> = new Set(['csv', 'html', 'write', 'folder', 'photos', 'plan']);

/** Runs what is left of a study, reports its results after each run, and writes them. */
export async function runTold(
  context: StudioContext,
  output: Output,
  study: Study,
  telling: StudyTelling,
): Promise<ExitCode> {
  for (const file of filesOf(telling)) checkWritable(file);
  let seen = false;
  const row = await runStudy(context, study, {
    ended: (begun) => {
      seen = true;
      told(output, studyOutcome(context.project, begun, study.claims), telling);
    },
  });
  const outcome = studyOutcome(context.project, row, study.claims);
  // If runs were done, the last one has printed the result; otherwise it is printed here.
  if (!seen) told(output, outcome, telling);
  await writeAll(context, output, { row, outcome, telling });
  return codeOf(outcome);
}

/** Reports how far a study that was begun has come, and writes its results so far. */
export async function tellBegun(
  context: StudioContext,
  output: Output,
  { study, row, telling }: { study: Study; row: StudyRow; telling: StudyTelling },
): Promise<ExitCode> {
  for (const file of filesOf(telling)) checkWritable(file);
  const outcome = studyOutcome(context.project, row, study.claims);
  told(output, outcome, telling);
  await writeAll(context, output, { row, outcome, telling });
  return codeOf(outcome);
}

const filesOf = ({ csv, html, write }: StudyTelling): string[] =>
  [csv, html, write].filter((file) => file !== undefined).map((file) => resolve(file));

async function writeAll(
  context: StudioContext,
  output: Output,
  { row, outcome, telling }: { row: StudyRow; outcome: StudyOutcome; telling: StudyTelling },
): Promise<void> {
  const { csv, html, write, corruptions, ...facts } = telling;
  const corrupted = corruptions ? await studyRobustness(context, row, corruptions) : null;
  if (corrupted)
    output.result(
      { study: row.name, corrupted: corrupted.arms },
      [corrupted.name, armLines(corrupted.arms, outcome.study.seeds.length)].join('\n'),
    );
  if (csv !== undefined) await writeWhole(resolve(csv), studyCsv(outcome));
  if (html !== undefined) await writeStudyPage(outcome, html, corrupted);
  if (write !== undefined)
    await writeStudyMarkdown(context.project, row, outcome, { ...facts, corrupted, target: write });
  const files = filesOf(telling);
  if (files.length > 0)
    output.event({ type: 'note', note: note('study-written', { files: files.join(', ') }) });
}

function told(output: Output, outcome: StudyOutcome, { comparesMethods = false }: StudyTelling): void {
  const { study, cells, arms, costs, claims } = outcome;
  const data = { study: study.name, baseline: study.baseline, arms, costs, claims, runs: cells };
  output.result(data, studyTable(outcome, { comparesMethods }));
}

/** If some runs failed, the study is partial; if all failed, it has no result. */
function codeOf({ cells }: StudyOutcome): ExitCode {
  const failed = cells.filter(({ state }) => state === 'failed').length;
  if (failed === 0) return exitCodes.done;
  return failed === cells.length ? exitCodes.failed : exitCodes.partial;
}
