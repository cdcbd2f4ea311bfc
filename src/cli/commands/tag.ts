import type { Command } from 'commander';
import { studioError } from '../../core/errors';
import type { MarkChange } from '../../core/vocabulary/marks';
import { counted } from '../../core/words/counted';
import type { Project } from '../../studio/project/folder/project';
import { chosenImages, type ImageChoice, several, tagOf, withImageChoice } from '../shared/chosen-images';
import { withProjectIf } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { table } from '../terminal/output';

interface TagOptions extends ImageChoice {
  readonly add: readonly string[];
  readonly take: readonly string[];
  readonly star?: boolean;
  readonly unstar?: boolean;
  readonly note?: string;
}

/** The command `tag`: sets and shows tags, stars and notes of images. */
export function addTag(program: Command): void {
  const command = program
    .command('tag')
    .argument('[files...]', 'images to mark or to list; if left out, those that the options below choose')
    .option('--add <tag>', 'give a tag (may be repeated)', several, [])
    .option('--take <tag>', 'remove a tag (may be repeated)', several, [])
    .option('--star', 'give a star')
    .option('--unstar', 'remove the star')
    .option('--note <text>', 'write a note; an empty one removes it');
  withImageChoice(command)
    .description('give images tags, stars and notes, or list those that have them')
    .action(async (files: string[], options: TagOptions, self: Command) => {
      await withProjectIf(!changesNothing(options), self, ({ project, output }) => {
        // A file, class or tag that does not exist stops the command before it changes anything.
        const ids = chosenImages(project, files, options);
        if (ids === null && !changesNothing(options)) throw studioError('nothing-to-decide', {});
        const changes = changesOf(project, options);
        if (ids !== null && changes.length > 0) {
          const changed = changes.reduce(
            (sum, change) => sum + project.catalog.labelSteps.mark(ids, change),
            0,
          );
          output.result(
            { images: ids.length, changed },
            `${counted(ids.length, 'image')}, ${counted(changed, 'change')}`,
          );
        } else if (ids !== null) {
          const marked = marksOf(project, ids);
          const rows = marked.map(({ file, star, tags, note }) => [
            file,
            star ? '*' : '',
            tags.join('; '),
            note ?? '',
          ]);
          output.result({ images: marked }, table(['file', 'star', 'tags', 'note'], rows));
        } else {
          const { marks } = project.catalog;
          const told = { ...marks.counts(), tags: marks.tags() };
          const rows = told.tags.map(({ name, images }) => [name, images.toLocaleString('en')]);
          const counts = `${counted(told.starred, 'star')}, ${counted(told.noted, 'note')}`;
          output.result(told, rows.length > 0 ? `${table(['tag', 'images'], rows)}\n\n${counts}` : counts);
        }
        return exitCodes.done;
      });
    });
}

const changesNothing = ({ add, take, star, unstar, note }: TagOptions) =>
  add.length + take.length === 0 && !star && !unstar && note === undefined;

/** The changes that the options describe; tags that are added and do not exist yet are created. */
function changesOf(project: Project, { add, take, star, unstar, note }: TagOptions): MarkChange[] {
  const { marks } = project.catalog;
  return [
    ...take.map((name) => ({ kind: 'tag', tagId: tagOf(project, name), on: false }) as const),
    ...add.map((name) => ({ kind: 'tag', tagId: marks.ensureTag(name), on: true }) as const),
    ...(star || unstar ? [{ kind: 'star', on: star === true } as const] : []),
    ...(note === undefined ? [] : [{ kind: 'note', note: note.trim() } as const]),
  ];
}

function marksOf({ catalog }: Project, ids: Int32Array) {
  const names = new Map(catalog.marks.tags().map(({ id, name }) => [id, name]));
  const files = catalog.images.byIds([...ids]);
  const marks = catalog.marks.of([...ids]);
  const at = new Map(Array.from(ids, (id, place) => [id, place]));
  return files.map(({ id, file }) => {
    const { star, tagIds, note } = marks[at.get(id) as number];
    return { file, star, tags: tagIds.map((tag) => names.get(tag) ?? ''), note };
  });
}
