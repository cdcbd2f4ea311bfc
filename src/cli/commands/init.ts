import { resolve } from 'node:path';
import type { Command } from 'commander';
import { createProject } from '../../studio/project/folder/project';
import { type GlobalOptions, perform } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

export function addInit(program: Command): void {
  program
    .command('init')
    .argument(
      '[folder]',
      'the project’s folder, which is created (if left out, that of --project, otherwise the current one)',
    )
    .option('--name <name>', 'name of the project (if left out, the folder’s name)')
    .description('make a project')
    .action(async (named: string | undefined, { name }: { name?: string }, command: Command) => {
      const isNamedByOption = program.getOptionValueSource('project') === 'cli';
      const { project: asked } = command.optsWithGlobals<GlobalOptions>();
      if (named !== undefined && isNamedByOption && resolve(named) !== resolve(asked))
        command.error('error: Name the folder once: as the argument, or by --project.');
      await perform(command, ({ output }) => {
        const project = createProject(named ?? asked, { name });
        const path = project.folder;
        project.close();
        output.result({ folder: path }, `Made the project ${path}`);
        return exitCodes.done;
      });
    });
}
