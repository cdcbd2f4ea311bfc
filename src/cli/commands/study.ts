import type { Command } from 'commander';
import { studioError } from '../../core/errors';
import { cellsOf, readStudy, type Study } from '../../core/study/definition';
import { writeWhole } from '../../files/write-whole';
import { recommendedRecipe } from '../../studio/method/recommended';
import type { StudioContext } from '../../studio/project/context';
import { runStudy } from '../../studio/study/run-study';
import { studyCsv } from '../../studio/study/study-csv';
import { readyMadeStudies, studyContent } from '../../studio/study/study-file';
import { type StudyOutcome, studyOutcome } from '../../studio/study/study-outcomes';
import { writeStudyPage } from '../../studio/study/study-page';
import { type ExitCode, exitCodes } from '../exit-codes';
import { recipeFrom, settingPairs } from '../options';
import type { Output } from '../output';
import { withStudio } from '../session';
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

/** Arms times seeds over one project, with a table at the end. */
export function addStudy(program: Command): void {
  const collect = (value: string, all: string[]) => [...all, value];
  program
    .command('study')
    .argument('<file or name>', `a YAML file, or one of ${readyMadeStudies.join(', ')}`)
    .option(
      '-r, --recipe <preset or file>',
      'the base, where the study names none (the recipe that suits the project if left out)',
    )
    .option('-s, --set <setting=value>', 'change a setting of the base; may be repeated', collect, [])
    .option('--seeds <numbers>', 'other seeds than the study’s: "1,2,3"')
    .option('--name <name>', 'another name than the study’s: a second study of the same file')
    .option('--plan', 'only tell what would be run, or how far it is')
    .option('--csv <file>', 'write a line for each run')
    .option('--html <file>', 'write the result as a page')
    .description(
      'run every arm of a study with every seed, and tell which differences are more than chance; the same command goes on',
    )
    .action(async (place: string, flags: StudyFlags, self: Command) => {
      await withStudio(self, async (context, output) => {
        const study = studyFrom(context, place, flags);
        if (flags.plan) return plan(context, output, study);
        const row = await runStudy(context, study, (begun) =>
          told(output, studyOutcome(context.project, begun)),
        );
        const outcome = studyOutcome(context.project, row);
        if (flags.csv !== undefined) await writeWhole(flags.csv, studyCsv(outcome));
        if (flags.html !== undefined) await writeStudyPage(outcome, flags.html);
        return told(output, outcome);
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
  const study = readStudy(content, suiting, settingPairs(flags.set));
  const seeds = flags.seeds === undefined ? study.seeds : seedsIn(flags.seeds);
  return { ...study, name: flags.name ?? study.name, seeds };
}

/** "1,2,3" as numbers. Throws `study-file`. */
function seedsIn(text: string): number[] {
  const seeds = text.split(',').map((each) => Number(each.trim() || Number.NaN));
  if (seeds.every((seed) => Number.isInteger(seed) && seed >= 0) && new Set(seeds).size === seeds.length)
    return seeds;
  throw studioError('study-file', { problems: `--seeds ${text}` });
}

/** What would be run, or how far it is; nothing is trained. */
function plan({ project }: StudioContext, output: Output, study: Study): ExitCode {
  const row = project.catalog.studies.find(study.name);
  if (row) return told(output, studyOutcome(project, row));
  const cells = cellsOf(study);
  const arms = study.arms.map(({ name }) => name);
  const text = [
    `Study "${study.name}": ${arms.length} arms, seeds ${study.seeds.join(', ')}, ${cells.length} runs.`,
    ...arms.map((arm) => `  ${arm}${arm === study.baseline ? ' (baseline)' : ''}`),
  ];
  output.result(
    { study: study.name, arms, seeds: study.seeds, baseline: study.baseline, runs: cells.length },
    text.join('\n'),
  );
  return exitCodes.done;
}

function told(output: Output, outcome: StudyOutcome): ExitCode {
  const { study, cells, arms } = outcome;
  output.result({ study: study.name, baseline: study.baseline, arms, runs: cells }, studyTable(outcome));
  return cells.some(({ state }) => state === 'failed') ? exitCodes.partial : exitCodes.done;
}
