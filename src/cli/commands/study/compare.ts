import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type MethodName, methodNames } from '../../../core/methods';
import { type Budget, budgets } from '../../../core/study/budget';
import { countsWith } from '../../../studio/demo/draw-parts';
import { importPhotos, openPhotoProject } from '../../../studio/demo/photos/run-photos';
import { importDemo, openDemoProject } from '../../../studio/demo/run-demo';
import type { StudioContext } from '../../../studio/project/context/context';
import { openProject } from '../../../studio/project/folder/project';
import { Measurements } from '../../../studio/service/kept/measurements';
import { comparisonOf } from '../../../studio/study/comparison';
import { itemsOf, namesOf, recipeFor, wholeFromOne, wholeNumber } from '../../shared/options';
import { type CommandSession, opened, perform, stateFolder } from '../../shared/session';
import { planStudy, tellTime } from '../../shared/study-plan';
import { commandText, runTold, type StudyTelling } from '../../shared/study-run';
import type { ExitCode } from '../../terminal/exit-codes';
import type { Output } from '../../terminal/output';
import {
  type CorruptedFlags,
  corruptionsOf,
  refuseStrayCorrupted,
  withCorruptedOptions,
} from './corruptions';

interface CompareFlags extends CorruptedFlags {
  readonly methods: MethodName[];
  readonly budget: Budget;
  readonly seeds: number[];
  readonly recipe?: string;
  readonly set: string[];
  readonly name: string;
  readonly demo?: 'fashion';
  readonly photos?: string;
  readonly labels?: number;
  readonly quick?: boolean;
  readonly folder?: string;
  readonly plan?: boolean;
  readonly csv?: string;
  readonly html?: string;
  readonly write?: string;
}

/** The command `compare`: every method on the same data with the same budget, as a study whose arms are methods. */
export function addCompare(program: Command): void {
  const collect = (value: string, all: string[]) => [...all, value];
  const command = program
    .command('compare')
    .option(
      '--methods <names>',
      `which of ${methodNames.join(', ')}; if left out, all`,
      (text) => namesOf(text, methodNames),
      [...methodNames],
    )
    .addOption(
      new Option(
        '--budget <what>',
        'what every method gets as much of as Noisy Student: images in training, or time as this machine was measured',
      )
        .choices(budgets)
        .default('images'),
    )
    .option('--seeds <numbers>', 'the seeds of each method', seedList, [1, 2, 3])
    .option(
      '-r, --recipe <preset or file>',
      'the recipe of all methods (if left out, the one that suits images, labels and machine)',
    )
    .option('-s, --set <setting=value>', 'change a setting of it; may be repeated', collect, [])
    .option('--name <name>', 'name of the study', 'compare')
    .addOption(
      new Option(
        '--demo <data>',
        'compare on images that come with the program, in a project of their own',
      ).choices(['fashion']),
    )
    .option(
      '--photos <folder or tar>',
      'compare on photographs in one folder per class, in a separate project: 20 labelled ones per class',
    )
    .option(
      '--labels <count>',
      'number of labelled images of --demo, equally many for each of its 10 classes (500)',
      labels,
    )
    .option('--quick', 'a smaller pool and fewer test images of --demo')
    .option('--folder <folder>', 'where to put the project of --demo or --photos (if left out, compare/…)')
    .option('--plan', 'only show what would be run and how long it takes here, or how far it is')
    .option('--csv <file>', 'write a line for each run')
    .option('--html <file>', 'write the result as a page')
    .option('--write <file>', 'write the result as Markdown; with --plan, of the runs so far')
    .description(
      'train every method on the same images with the same budget, and report which is ahead; run it again to continue',
    );
  withCorruptedOptions(command).action(async (flags: CompareFlags, self: Command) => {
    refuseStray(flags, self);
    await perform(self, (session) =>
      onData(session, flags, (context) => compare(context, session.output, flags)),
    );
  });
}

async function compare(context: StudioContext, output: Output, flags: CompareFlags): Promise<ExitCode> {
  const { name, budget, methods, seeds } = flags;
  const store = new Measurements(stateFolder());
  const base = recipeFor(context, { ...flags, name: undefined, seed: 1 });
  const study = await comparisonOf(context, { base, name, budget, methods, seeds }, store);
  const telling: StudyTelling = {
    ...flags,
    command: commandOf(flags),
    about: [budgetWords[budget]],
    comparesMethods: true,
    corruptions: corruptionsOf(flags),
  };
  if (flags.plan) return planStudy(context, output, study, { store, telling });
  tellTime(context, study, store);
  return runTold(context, output, study, telling);
}

/** The words that explain each budget on a page. */
const budgetWords: Readonly<Record<Budget, string>> = {
  images:
    'All methods had the same number of images in training, each view of an image counted and a teacher’s training included. Their time differs, since a view that only labels costs less than one that is learnt from: it stands beside it.',
  time: 'All methods had the same time in training as a few steps of each were measured before, a teacher’s training included. The time that they really took and the images that they saw stand beside each other.',
};

function commandOf({ methods, seeds, corruptions, severities, name, ...flags }: CompareFlags): string {
  const all = methods.length === methodNames.length;
  return commandText(['compare'], {
    ...flags,
    photos: flags.photos === undefined ? undefined : 'FOLDER',
    methods: all ? undefined : methods.join(','),
    seeds: seeds.join(','),
    name: name === 'compare' ? undefined : name,
    corruptions: corruptions?.join(','),
    severities: severities?.join(','),
  });
}

/**
 * Opens the project on which methods are compared, and first imports data that comes with the program if that
 * was asked for.
 */
function onData(
  session: CommandSession,
  { demo, photos, labels: count, quick = false, folder }: CompareFlags,
  work: (context: StudioContext) => Promise<ExitCode>,
): Promise<ExitCode> {
  const seed = 1;
  if (demo !== undefined) {
    const perClass = (count ?? 500) / fashionClassCount;
    const place = resolve(folder ?? join('compare', `fashion-${count ?? 500}${quick ? '-quick' : ''}`));
    const options = { folder: place, seed, quick, counts: countsWith(perClass, quick) };
    return opened(
      session,
      () => openDemoProject(options),
      async (context) => {
        await importDemo(context, options);
        return work(context);
      },
    );
  }
  if (photos === undefined) return opened(session, ({ project }) => openProject(project), work);
  const options = {
    photos: resolve(photos),
    folder: resolve(folder ?? join('compare', 'photos')),
    ...{ seed, quick, students: 1 },
  };
  return opened(
    session,
    () => openPhotoProject(options),
    async (context) => {
      await importPhotos(context, options);
      return work(context);
    },
  );
}

function refuseStray(flags: CompareFlags, self: Command): void {
  if (flags.demo !== undefined && flags.photos !== undefined)
    self.error('error: --demo and --photos are two data sets: name one.');
  const ofDemo = (['labels', 'quick'] as const).find((name) => flags[name] !== undefined);
  if (flags.demo === undefined && ofDemo) self.error(`error: --${ofDemo} says something with --demo alone.`);
  if (flags.demo === undefined && flags.photos === undefined && flags.folder !== undefined)
    self.error('error: --folder says something with --demo or --photos alone.');
  refuseStrayCorrupted(flags, self);
  if (!flags.methods.includes('noisy-student'))
    self.error('error: the others are held against noisy-student: name it among the methods.');
}

const fashionClassCount = 10;

function labels(text: string): number {
  const count = wholeFromOne(text);
  if (count % fashionClassCount !== 0)
    throw new InvalidArgumentError('There are 10 classes: it must be a multiple of 10, such as 40 or 500.');
  return count;
}

const seedList = (text: string): number[] => itemsOf(text).map(wholeNumber);
