import { join, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { presets } from '../../core/recipe';
import { checkWritable } from '../../files/durable/writable';
import { openPhotoProject, runPhotoDemo, seedFolder } from '../../studio/demo/photos/run-photos';
import { openDemoProject, readTruth, runDemo } from '../../studio/demo/run-demo';
import type { StudioContext } from '../../studio/project/context/context';
import { summariseExperiment } from '../../studio/report/experiment/summary';
import { gatherReport } from '../../studio/report/gathering/gather-report';
import { PoolTruth } from '../../studio/report/gathering/pool-truth';
import { writeReport } from '../../studio/report/write-report';
import { type DemoOutcome, demoRobustness, tellRobustness } from '../shared/demo-robustness';
import { wholeFromOne, wholeNumber } from '../shared/options';
import { type CommandSession, opened, perform } from '../shared/session';
import { demoTable } from '../tables/demo-table';
import { overSeeds, seedsTable } from '../tables/seeds-table';
import { exitCodes } from '../terminal/exit-codes';

interface DemoCommandOptions {
  readonly seed: number;
  readonly seeds: number;
  readonly quick?: boolean;
  readonly photos?: string;
  readonly students: number;
  readonly folder?: string;
  readonly robustness?: boolean;
  readonly images?: number;
  readonly write?: string;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .option('--quick', 'the same steps in about a minute, with fewer images and shorter trainings')
    .option(
      '--photos <folder or tar>',
      'use your photographs, in one folder per class, instead of Fashion-MNIST',
    )
    .option('--seed <number>', 'seed of all random numbers', wholeNumber, 1)
    .option('--seeds <count>', 'run this many seeds one after the other, and report their means', count, 1)
    .option(
      '--students <count>',
      'number of students on photographs, each larger than the one before',
      students,
      1,
    )
    .option('--folder <folder>', 'where to put its images and project (if left out, demo/seed-<seed>)')
    .option(
      '--robustness',
      'also compare teacher and last student on corrupted, attacked and hard test images (docs/results.md)',
    )
    .option(
      '--images <number>',
      'with --robustness: how many test images to corrupt and attack at most (if left out, 1,000)',
      wholeFromOne,
    )
    .option('--write <file>', 'with --robustness: write the result as Markdown')
    .description(
      'run the whole loop on Fashion-MNIST (500 labelled images, 14,400 unlabelled, 10,000 for testing), or on photographs (20 labelled per class, 40 for testing, the rest unlabelled)',
    )
    .action(async (options: DemoCommandOptions, self: Command) => {
      if (program.getOptionValueSource('project') === 'cli')
        self.error('error: The demo makes a project of its own: name its folder by --folder, not --project.');
      const stray = (['images', 'write'] as const).find((name) => options[name] !== undefined);
      if (!options.robustness && stray)
        self.error(`error: --${stray} says something with --robustness alone.`);
      await perform(self, async (session) => {
        if (options.write !== undefined) checkWritable(resolve(options.write));
        const seeds = Array.from({ length: options.seeds }, (_, i) => options.seed + i);
        const outcomes: DemoOutcome[] = [];
        for (const seed of seeds) {
          const run = options.photos === undefined ? fashionDemo : photoDemo;
          outcomes.push(await run(session, options, seed));
        }
        if (outcomes.length > 1) {
          const models = overSeeds(outcomes);
          session.output.result({ seeds, models }, seedsTable(seeds, models));
        }
        if (options.robustness) await tellRobustness(session.output, outcomes, options);
        return exitCodes.done;
      });
    });
}

const upTo = (most: number) => (text: string) => {
  const value = wholeNumber(text);
  if (value < 1 || value > most)
    throw new InvalidArgumentError(`It must be a whole number from 1 to ${most}.`);
  return value;
};
const count = upTo(20);
const students = upTo(presets['photos-cpu'].students.length);

function fashionDemo(
  session: CommandSession,
  { quick = false, folder, seeds, ...asked }: DemoCommandOptions,
  seed: number,
): Promise<DemoOutcome> {
  const name = `seed-${seed}${quick ? '-quick' : ''}`;
  // With one seed, a given folder is the folder of the demo; several seeds have folders of their own in it.
  const place = resolve(folder !== undefined && seeds === 1 ? folder : join(folder ?? 'demo', name));
  return opened(
    session,
    () => openDemoProject({ folder: place }),
    async (context) => {
      const began = performance.now();
      const { data, experiment } = await runDemo(context, { folder: place, seed, quick });
      const truth = new PoolTruth(context.project, readTruth(data));
      const facts = { id: experiment.id, truth, place, began, intruders: 'digits' };
      return told(session, context, facts, asked);
    },
  );
}

function photoDemo(
  session: CommandSession,
  { photos = '', quick = false, students, folder, ...asked }: DemoCommandOptions,
  seed: number,
): Promise<DemoOutcome> {
  const options = {
    photos: resolve(photos),
    folder: resolve(folder ?? join('demo', 'photos')),
    seed,
    quick,
    students,
  };
  return opened(
    session,
    () => openPhotoProject(options),
    async (context) => {
      const began = performance.now();
      const { truth: classOf, experiment } = await runPhotoDemo(context, options);
      const truth = new PoolTruth(context.project, classOf);
      const place = seedFolder(options);
      const facts = { id: experiment.id, truth, place, began, intruders: 'others' };
      return told(session, context, facts, asked);
    },
  );
}

/** Prints the table of a finished demo, writes its report beside its project, and measures its robustness if that is asked for. */
async function told(
  { output }: CommandSession,
  context: StudioContext,
  demo: { id: number; truth: PoolTruth; place: string; began: number; intruders: string },
  asked: Pick<DemoCommandOptions, 'robustness' | 'images'>,
): Promise<DemoOutcome> {
  const { project } = context;
  const { id, truth, place, began, intruders } = demo;
  const robust = asked.robustness ? await demoRobustness(context, id, asked) : null;
  const report = await writeReport(project, id, join(place, 'report.html'), truth);
  const summary = summariseExperiment(project, id);
  const { iterations } = await gatherReport(project, id, truth);
  const seconds = (performance.now() - began) / 1000;
  output.result(
    { ...summary, iterations, report, seconds },
    demoTable(summary, iterations, { report, seconds, intruders }),
  );
  return { summary, iterations, robust };
}
