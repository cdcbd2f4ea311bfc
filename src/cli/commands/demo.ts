import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { openDemoProject, readTruth, runDemo } from '../../studio/demo/run-demo';
import { gatherReport } from '../../studio/report/gather-report';
import { PoolTruth } from '../../studio/report/pool-truth';
import { summariseExperiment } from '../../studio/report/summary';
import { writeReport } from '../../studio/report/write-report';
import { demoTable } from '../demo-table';
import { exitCodes } from '../exit-codes';
import { wholeNumber } from '../options';
import { withOpened } from '../session';

interface DemoCommandOptions {
  readonly seed: number;
  readonly quick?: boolean;
  readonly folder?: string;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .option('--quick', 'the same path in about a minute, with fewer images and steps')
    .option('--seed <number>', 'start of all random numbers', wholeNumber, 1)
    .option('--folder <folder>', 'where its images and project go (demo/seed-<seed> if left out)')
    .description(
      'the whole loop on Fashion-MNIST: 500 labelled images, 14,400 without labels, 10,000 to measure on',
    )
    .action(async ({ seed, quick = false, folder }: DemoCommandOptions, self: Command) => {
      const place = resolve(folder ?? join('demo', `seed-${seed}${quick ? '-quick' : ''}`));
      await withOpened(
        self,
        () => openDemoProject({ folder: place }),
        async (context, output) => {
          const began = performance.now();
          const { data, experiment } = await runDemo(context, { folder: place, seed, quick });
          const truth = new PoolTruth(context.project, readTruth(data));
          const report = await writeReport(context.project, experiment.id, join(place, 'report.html'), truth);
          const summary = summariseExperiment(context.project, experiment.id);
          const { iterations } = await gatherReport(context.project, experiment.id, truth);
          const seconds = (performance.now() - began) / 1000;
          output.result(
            { ...summary, iterations, report, seconds },
            demoTable(summary, iterations, { report, seconds }),
          );
          return exitCodes.done;
        },
      );
    });
}
