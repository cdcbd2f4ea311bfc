import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Image } from '../../catalog';
import { studioError } from '../../core/errors';
import { settleNearCopies } from '../../studio/import';
import { person } from '../../studio/project/person';
import type { Project } from '../../studio/project/project';
import { exitCodes } from '../exit-codes';
import { withProject } from '../session';

interface CopiesOptions {
  readonly use?: readonly string[];
  readonly useAll?: boolean;
  readonly same?: readonly string[];
}

/** Pictures that look the same as one that is held out: what is left out of training, and a person's word against it. */
export function addCopies(program: Command): void {
  program
    .command('copies')
    .option('--use <files...>', 'train on these after all: they are other pictures')
    .option('--use-all', 'train on all of them after all')
    .option('--same <files...>', 'take that back: they are the same pictures')
    .description('near copies of test and validation pictures, which are not trained on')
    .action(async (options: CopiesOptions, self: Command) => {
      await withProject(self, async ({ project, output, signal }) => {
        const { nearCopies } = project.catalog;
        const before = leftOut(project);
        // A file that is none of them stops the command before it changes anything.
        const wanted = options.useAll ? before : named(before, options.use ?? []);
        const back = named(project.catalog.images.byIds(nearCopies.allowed()), options.same ?? []);
        const used = wanted.length > 0 ? nearCopies.allow(idsOf(wanted), person()) : 0;
        if (back.length > 0) {
          nearCopies.forbid(idsOf(back));
          await settleNearCopies(project, signal);
        }
        const left = leftOut(project);
        const twins = new Map(
          project.catalog.images
            .byIds(left.map(({ twinId }) => twinId as number))
            .map((twin) => [twin.id, twin.file]),
        );
        const copies = left.map(({ file, twinId }) => ({ file, twin: twins.get(twinId as number) ?? null }));
        output.result({ used, takenBack: back.length, copies }, describe(used, back.length, copies));
        return exitCodes.done;
      });
    });
}

const idsOf = (images: readonly Image[]) => images.map(({ id }) => id);

function leftOut({ catalog }: Project): Image[] {
  return catalog.images
    .byIds(catalog.images.ids({ state: 'leak' }))
    .filter(({ code }) => code === 'near-leak');
}

/** The images of these files: absolute, from here, or as their source has them. Throws `no-such-copy`. */
function named(images: readonly Image[], files: readonly string[]): Image[] {
  return files.flatMap((file) => {
    const full = resolve(file);
    const found = images.filter((image) => image.file === full || image.path === file);
    if (found.length === 0) throw studioError('no-such-copy', { file });
    return found;
  });
}

function describe(
  used: number,
  back: number,
  copies: readonly { file: string; twin: string | null }[],
): string {
  const n = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'picture' : 'pictures'}`;
  const lines = [
    used > 0 ? `${n(used)} can be trained on again.` : '',
    back > 0 ? `${n(back)} taken back.` : '',
    copies.length === 0 ? 'No near copy of a held-out picture is left out.' : '',
    ...copies.map(({ file, twin }) => `${file} looks the same as ${twin ?? 'a picture that is held out'}`),
  ];
  return lines.filter((line) => line !== '').join('\n');
}
