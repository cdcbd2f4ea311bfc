import { resolve } from 'node:path';
import type { Command } from 'commander';
import { cellsOf, readStudy, type Study } from '../../core/study/definition';
import type { StudyTime } from '../../core/study/work';
import { note } from '../../core/words/notes';
import { checkWritable } from '../../files/writable';
import { writeWhole } from '../../files/write-whole';
import { recommendedRecipe } from '../../studio/method/recommended';
import type { StudioContext } from '../../studio/project/context';
import { Measurements } from '../../studio/service/measurements';
import { begunStudy, checkStudy, runStudy } from '../../studio/study/run-study';
import { studyCsv } from '../../studio/study/study-csv';
import { readyMadeStudies, studyContent } from '../../studio/study/study-file';
import { type StudyOutcome, studyOutcome } from '../../studio/study/study-outcomes';
import { writeStudyPage } from '../../studio/study/study-page';
import { measureStudy, studyTime } from '../../studio/study/study-time';
import { type ExitCode, exitCodes } from '../exit-codes';
import { recipeFrom, settingPairs } from '../options';
import { duration, type Output } from '../output';
import { stateFolder, withStudio } from '../session';
import { studyTable } from '../study-table';

interface StudyFlags {
  readonly recipe?: string;
  readonly set: string[];
  readonly seeds?: string;
  readonly name?: string;
  readonly plan?: boolean;
  readonly csv?: string;
  readonly html?: string;
}

/** The command `study`: arms times seeds on one project, with a table at the end. */
export function addStudy(program: Command): void {
  const collect = (value: string, all: string[]) => [...all, value];
  program
    .command('study')
    .argument('<file or name>', `a YAML file, or one of ${readyMadeStudies().join(', ')}`)
    .option(
      '-r, --recipe <preset or file>',
      'the base, where the study names none (the recipe that suits the project if left out)',
    )
    .option('-s, --set <setting=value>', 'change a setting of the base; may be repeated', collect, [])
    .option('--seeds <numbers>', 'other seeds than the study’s: "1,2,3"')
    .option('--name <name>', 'another name than the study’s: a second study of the same file')
    .option('--plan', 'only tell what would be run and how long it takes here, or how far it is')
    .option('--csv <file>', 'write a line for each run')
    .option('--html <file>', 'write the result as a page')
    .description(
      'run every arm of a study with every seed, and tell which differences are more than chance; the same command goes on',
    )
    .action(async (place: string, flags: StudyFlags, self: Command) => {
      await withStudio(self, async (context, output) => {
        const study = studyFrom(context, place, flags);
        const store = new Measurements(stateFolder());
        if (flags.plan) return plan(context, output, study, store);
        const files = [flags.csv, flags.html].filter((file) => file !== undefined);
        for (const file of files) checkWritable(resolve(file));
        tellTime(context, study, store);
        let seen: StudyOutcome | null = null;
        const row = await runStudy(context, study, {
          ended: (begun) => {
            seen = studyOutcome(context.project, begun);
            told(output, seen);
          },
        });
        const outcome = studyOutcome(context.project, row);
        if (flags.csv !== undefined) await writeWhole(resolve(flags.csv), studyCsv(outcome));
        if (flags.html !== undefined) await writeStudyPage(outcome, flags.html);
        // If runs were done, the last one has printed the result; otherwise it is printed here.
        const code = seen === null ? told(output, outcome) : codeOf(outcome);
        if (files.length > 0)
          output.event({
            type: 'note',
            note: note('study-written', { files: files.map((file) => resolve(file)).join(', ') }),
          });
        return code;
      });
    });
}

function studyFrom({ project, tell }: StudioContext, place: string, flags: StudyFlags): Study {
  const content = studyContent(place);
  const suiting = () => {
    if (flags.recipe !== undefined) return recipeFrom({ recipe: flags.recipe, set: [] });
    const { recipe, why } = recommendedRecipe(project);
    tell({ type: 'note', note: why });
    return recipe;
  };
  return readStudy(asked(content, flags), suiting, settingPairs(flags.set));
}

/**
 * The file's content with the name and seeds of the options in place of its own, so that the same rules check
 * them.
 */
function asked(content: unknown, { name, seeds }: StudyFlags): unknown {
  if (content === null || typeof content !== 'object' || Array.isArray(content)) return content;
  return {
    ...content,
    ...(name === undefined ? {} : { name }),
    ...(seeds === undefined ? {} : { seeds: seedsIn(seeds) }),
  };
}

/** "1,2,3" as numbers; anything else stays text, so that the study's error can quote it. */
const seedsIn = (text: string): (number | string)[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .map((each) => (/^\d+$/.test(each) ? Number(each) : each));

/** Says how long a study that was not begun takes, where all of its work was measured before. */
function tellTime({ project, tell }: StudioContext, study: Study, store: Measurements): void {
  if (begunStudy(project, study)) return;
  const { seconds, trained, shared } = studyTime(project, study, store);
  if (seconds === null) return;
  tell({ type: 'note', note: note('study-time', { trained, shared, time: duration(seconds) }) });
}

/**
 * Prints what would be run and how long that takes, or the progress. Trains nothing but the few steps of each kind of work that
 * are measured. Throws what a start of the study would throw.
 */
async function plan(
  context: StudioContext,
  output: Output,
  study: Study,
  store: Measurements,
): Promise<ExitCode> {
  const { project } = context;
  const row = begunStudy(project, study);
  if (row) return told(output, studyOutcome(project, row));
  checkStudy(project, study);
  await measureStudy(context, study, store);
  const time = studyTime(project, study, store);
  const cells = cellsOf(study);
  const arms = study.arms.map(({ name }) => name);
  const text = [
    `Study "${study.name}": ${counted(arms.length, 'arm')}, ${study.seeds.length === 1 ? 'seed' : 'seeds'} ${study.seeds.join(', ')}, ${counted(cells.length, 'run')}.`,
    ...arms.map((arm) => `  ${arm}${arm === study.baseline ? ' (baseline)' : ''}`),
    timeText(time),
  ];
  output.result(
    { study: study.name, arms, seeds: study.seeds, baseline: study.baseline, runs: cells.length, ...time },
    text.join('\n'),
  );
  return exitCodes.done;
}

function timeText({ trained, shared, seconds }: StudyTime): string {
  const models = `It trains ${counted(trained, 'model')}${shared > 0 ? `; ${shared} more are shared` : ''}`;
  return seconds === null
    ? `${models}. Some of it does not fit into this machine’s memory.`
    : `${models}. That takes about ${duration(seconds)} here.`;
}

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function told(output: Output, outcome: StudyOutcome): ExitCode {
  const { study, cells, arms } = outcome;
  output.result({ study: study.name, baseline: study.baseline, arms, runs: cells }, studyTable(outcome));
  return codeOf(outcome);
}

/** If some runs failed the study is partial; if all failed it has no result. */
function codeOf({ cells }: StudyOutcome): ExitCode {
  const failed = cells.filter(({ state }) => state === 'failed').length;
  if (failed === 0) return exitCodes.done;
  return failed === cells.length ? exitCodes.failed : exitCodes.partial;
}
