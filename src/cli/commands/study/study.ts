import type { Command } from 'commander';
import { readStudy, type Study } from '../../../core/study/definition';
import { recommendedRecipe } from '../../../studio/method/start/recommended';
import type { StudioContext } from '../../../studio/project/context/context';
import { Measurements } from '../../../studio/service/kept/measurements';
import { readyMadeStudies, studyContent } from '../../../studio/study/study-file';
import { recipeFrom, settingPairs } from '../../shared/options';
import { stateFolder, withStudio } from '../../shared/session';
import { planStudy, tellTime } from '../../shared/study-plan';
import { commandText, runTold } from '../../shared/study-run';
import {
  type CorruptedFlags,
  corruptionsOf,
  refuseStrayCorrupted,
  withCorruptedOptions,
} from './corruptions';

interface StudyFlags extends CorruptedFlags {
  readonly recipe?: string;
  readonly set: string[];
  readonly seeds?: string;
  readonly name?: string;
  readonly plan?: boolean;
  readonly csv?: string;
  readonly html?: string;
  readonly write?: string;
}

/** The command `study`: arms times seeds on one project, with a table at the end. */
export function addStudy(program: Command): void {
  const collect = (value: string, all: string[]) => [...all, value];
  const command = program
    .command('study')
    .argument('<file or name>', `a YAML file, or one of ${readyMadeStudies().join(', ')}`)
    .option(
      '-r, --recipe <preset or file>',
      'the base, if the study names none (if left out, the recipe that suits the project)',
    )
    .option('-s, --set <setting=value>', 'change a setting of the base; may be repeated', collect, [])
    .option('--seeds <numbers>', 'seeds to use instead of the study’s, such as "1,2,3"')
    .option('--name <name>', 'another name, for a second study from the same file')
    .option('--plan', 'only show what would be run and how long it takes here, or how far it is')
    .option('--csv <file>', 'write a line for each run')
    .option('--html <file>', 'write the result as a page')
    .option('--write <file>', 'write the result as Markdown; with --plan, of the runs so far')
    .description(
      'run every arm of a study with every seed, and report which differences are more than chance; run it again to continue',
    );
  withCorruptedOptions(command).action(async (place: string, flags: StudyFlags, self: Command) => {
    refuseStrayCorrupted(flags, self);
    await withStudio(self, async (context, output) => {
      const study = studyFrom(context, place, flags);
      const store = new Measurements(stateFolder());
      const telling = {
        ...flags,
        command: commandText(['study', place], flags),
        corruptions: corruptionsOf(flags),
      };
      if (flags.plan) return planStudy(context, output, study, { store, telling });
      tellTime(context, study, store);
      return runTold(context, output, study, telling);
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
 * The content of the file, with the name and seeds of the options in place of its own, so that the same rules
 * check both.
 */
function asked(content: unknown, { name, seeds }: StudyFlags): unknown {
  if (content === null || typeof content !== 'object' || Array.isArray(content)) return content;
  return {
    ...content,
    ...(name === undefined ? {} : { name }),
    ...(seeds === undefined ? {} : { seeds: seedsIn(seeds) }),
  };
}

/** Reads "1,2,3" as numbers; anything else stays text, so that the study's error can quote it. */
const seedsIn = (text: string): (number | string)[] =>
  text
    .split(',')
    .map((each) => each.trim())
    .map((each) => (/^\d+$/.test(each) ? Number(each) : each));
