import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { studioError } from '../../core/errors';
import { reasonFor } from '../../core/errors/reason';
import { textFile } from '../../files/reading/text-file';
import { experimentNamed } from '../../studio/project/runs/resumable';
import { PoolTruth } from '../../studio/report/gathering/pool-truth';
import { writeReport } from '../../studio/report/write-report';
import { withProjectToView } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

interface ReportOptions {
  readonly output?: string;
  readonly truth?: string;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .argument('[experiment]', 'its name (if left out, the newest)')
    .option('-o, --output <file>', 'where to write it (if left out, report.html in the project)')
    .option('--truth <file>', 'JSON of true pool classes by file name, null for images of no class')
    .description('write one self-contained HTML file: accuracy, curves, confusion, what was kept and dropped')
    .action(async (name: string | undefined, options: ReportOptions, self: Command) => {
      await withProjectToView(self, async ({ project, output }) => {
        const experiment = experimentNamed(project, name);
        const truth = options.truth ? new PoolTruth(project, readTruth(options.truth)) : undefined;
        const target = options.output ?? join(project.folder, 'report.html');
        const file = await writeReport(project, experiment.id, target, truth);
        output.result({ experiment: experiment.name, file }, `Wrote ${file}`);
        return exitCodes.done;
      });
    });
}

const truth = z.record(z.string(), z.string().nullable());
/** The shape of the file that the demo writes; it holds other facts as well. */
const truthOfDemo = z.object({ pool: truth });

function readTruth(file: string): Record<string, string | null> {
  try {
    const content: unknown = JSON.parse(textFile(file));
    return truthOfDemo.safeParse(content).data?.pool ?? truth.parse(content);
  } catch (error) {
    if (error instanceof z.ZodError) throw studioError('truth-shape', { file }, { cause: error });
    throw studioError('truth-unreadable', { file, reason: reasonFor(error) }, { cause: error });
  }
}
