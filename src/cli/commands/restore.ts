import type { Command } from 'commander';
import type { Backup } from '../../catalog';
import { studioError } from '../../core/errors';
import { bytesText } from '../../core/words/bytes';
import { counted } from '../../core/words/counted';
import {
  type RescueView,
  rescueView,
  restoreProject,
  salvageProject,
} from '../../studio/project/folder/rescue';
import { perform } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { table } from '../terminal/output';

export function addRestore(program: Command): void {
  program
    .command('restore')
    .argument('[backup]', 'a backup by its name, or "newest"; without one, the backups are listed')
    .option('--salvage', 'read what can be read from a damaged catalog, and list the result with the backups')
    .description(
      'show what is wrong with a project and list its backups, or put one in the place of the catalog',
    )
    .action(async (name: string | undefined, options: { salvage?: boolean }, command: Command) => {
      await perform(command, async ({ output, options: { project } }) => {
        if (options.salvage) await salvageProject(project);
        const view = rescueView(project);
        if (name === undefined) output.result({ ...view }, describe(view));
        else {
          const chosen = choose(view, name);
          const done = restoreProject(project, chosen.name);
          const kept = [done.kept, done.laterRuns].filter((path) => path !== null);
          const beside = kept.length ? ` The earlier files are kept: ${kept.join(', ')}.` : '';
          output.result(
            { ...done, backup: chosen },
            `Restored ${chosen.name}: ${contents(chosen)}.${beside}`,
          );
        }
        return exitCodes.done;
      });
    });
}

function choose({ folder, backups }: RescueView, name: string): Backup {
  const found =
    name === 'newest'
      ? backups.find(({ lacks }) => lacks.length === 0)
      : backups.find((backup) => backup.name === name);
  if (found) return found;
  throw studioError('no-backup', { folder, name });
}

const contents = ({ images, labels, decisions }: Backup) =>
  [counted(images, 'image'), counted(labels, 'label'), counted(decisions, 'decision')].join(', ');

const count = (value: number) => value.toLocaleString('en');

function describe({ folder, problem, backups }: RescueView): string {
  const state = problem ? problem.message : `${folder}: the catalog is in order.`;
  if (backups.length === 0)
    return `${state}\n\nThere is no backup yet. They are made while the project is used, at the end of each command that changes it.`;
  const rows = backups.map((backup) => [
    backup.name,
    new Date(backup.madeAt).toLocaleString('sv'),
    count(backup.images),
    count(backup.labels),
    count(backup.decisions),
    bytesText(backup.bytes),
    backup.lacks.length ? `salvaged; not whole: ${backup.lacks.join(', ')}` : madeBecause[backup.reason],
  ]);
  const list = table(['backup', 'made', 'images', 'labels', 'decisions', 'size', 'why'], rows);
  const how = problem
    ? '\n\n"noisy-studio restore newest" (or a name) puts it in the place of the catalog; "restore --salvage" first reads what the damaged one still gives.'
    : '';
  return `${state}\n\n${list}${how}`;
}

const madeBecause: Readonly<Record<Backup['reason'], string>> = {
  day: 'first opening of a day',
  end: 'end of work',
  work: 'work went on',
  version: 'before a new version',
  hand: 'made by hand',
  salvaged: 'read from a damaged catalog',
};
