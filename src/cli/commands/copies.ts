import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Image } from '../../catalog';
import { studioError } from '../../core/errors';
import { counted } from '../../core/words/counted';
import { ensureNearCopies, uniteNearCopies } from '../../studio/import';
import { person } from '../../studio/project/context/person';
import type { Project } from '../../studio/project/folder/project';
import { withProjectIf } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';

interface CopiesOptions {
  readonly groups?: boolean;
  readonly use?: readonly string[];
  readonly useAll?: boolean;
  readonly same?: readonly string[];
}

/**
 * The command `copies`: near duplicates, which of them are left out of training, and a person's decision
 * against that.
 */
export function addCopies(program: Command): void {
  program
    .command('copies')
    .option('--groups', 'list all groups of near duplicates')
    .option('--use <files...>', 'these files are different pictures: train on them after all')
    .option('--use-all', 'the same for all files that are left out of training')
    .option('--same <files...>', 'take that back: they are the same pictures')
    .description('list near duplicates that are left out of training because a copy is held out')
    .action(async (options: CopiesOptions, self: Command) => {
      await withProjectIf(changesSome(options), self, async ({ project, output, signal }) => {
        // What another process works on is listed as far as it has been compared.
        if (!project.isReadOnly) await ensureNearCopies(project, signal);
        const { nearCopies, images } = project.catalog;
        const before = leftOut(project);
        // An unknown file stops the command before it changes anything.
        const wanted = options.useAll
          ? before
          : named(groupedImages(project, options.use), options.use ?? []);
        const back = named(options.same ? images.byIds(nearCopies.separated()) : [], options.same ?? []);
        const used = wanted.length > 0 ? nearCopies.separate(idsOf(wanted), person()) : 0;
        if (back.length > 0) await uniteNearCopies(project, idsOf(back), signal);
        const { groups, images: alike } = nearCopies.counts();
        const told: Told = {
          ...{ used, takenBack: back.length, groups, images: alike, copies: copiesOf(project) },
          ...(options.groups && { members: groupsOf(project) }),
        };
        output.result({ ...told }, describe(told));
        return exitCodes.done;
      });
    });
}

const changesSome = ({ use = [], useAll, same = [] }: CopiesOptions) =>
  use.length + same.length > 0 || useAll === true;

/** The result of the command. */
interface Told {
  readonly used: number;
  readonly takenBack: number;
  readonly groups: number;
  readonly images: number;
  readonly copies: readonly { readonly file: string; readonly twin: string | null }[];
  /** The files of each group. */
  readonly members?: readonly (readonly string[])[];
}

const idsOf = (images: readonly Image[]) => images.map(({ id }) => id);

function leftOut({ catalog }: Project): Image[] {
  return catalog.images
    .byIds(catalog.images.ids({ state: 'leak' }))
    .filter(({ code }) => code === 'near-leak');
}

function copiesOf(project: Project): Told['copies'] {
  const left = leftOut(project);
  const twins = project.catalog.images.byIds(left.map(({ twinId }) => twinId as number));
  const files = new Map(twins.map(({ id, file }) => [id, file]));
  return left.map(({ file, twinId }) => ({ file, twin: files.get(twinId as number) ?? null }));
}

/** All images that have near duplicates; none if no option needs them. */
function groupedImages({ catalog }: Project, asked: readonly string[] | undefined): Image[] {
  return asked ? catalog.images.byIds([...catalog.nearCopies.grouped().ids]) : [];
}

function groupsOf({ catalog }: Project): string[][] {
  const { ids, places } = catalog.nearCopies.grouped();
  const groups = new Map<number, string[]>();
  for (const [at, { file }] of catalog.images.byIds([...ids]).entries()) {
    const files = groups.get(places[at]);
    if (files) files.push(file);
    else groups.set(places[at], [file]);
  }
  return [...groups.values()];
}

/**
 * The images of these files, given as absolute paths, relative paths or paths in their source. Throws
 * `no-such-copy`.
 */
function named(images: readonly Image[], files: readonly string[]): Image[] {
  return files.flatMap((file) => {
    const full = resolve(file);
    const found = images.filter((image) => image.file === full || image.path === file);
    if (found.length === 0) throw studioError('no-such-copy', { file });
    return found;
  });
}

function describe({ used, takenBack, groups, images, copies, members }: Told): string {
  const pictures = (count: number) => counted(count, 'picture');
  const lines = [
    used > 0 ? `${pictures(used)} can be trained on again.` : '',
    takenBack > 0 ? `${pictures(takenBack)} taken back.` : '',
    ...(members ?? []).map((files) => `${files.join('\n  is the same picture as ')}`),
    groups > 0 ? `${counted(groups, 'group')} of near duplicates, ${pictures(images)} in all.` : '',
    copies.length === 0 ? 'No near copy of a held-out picture is left out.' : '',
    ...copies.map(
      ({ file, twin }) => `${file} is the same picture as ${twin ?? 'a picture that is held out'}`,
    ),
  ];
  return lines.filter((line) => line !== '').join('\n');
}
