import { relative, resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { type Split, splits } from '../../catalog';
import { studioError } from '../../core/errors';
import type { MarkChange, PictureFilter } from '../../core/vocabulary/marks';
import { counted } from '../../core/words/counted';
import type { Project } from '../../studio/project/project';
import { exitCodes } from '../exit-codes';
import { table } from '../output';
import { withProject } from '../session';

interface TagOptions {
  readonly add: readonly string[];
  readonly take: readonly string[];
  readonly star?: boolean;
  readonly unstar?: boolean;
  readonly note?: string;
  readonly search?: string;
  readonly class?: string;
  readonly split?: Split;
  readonly tagged: readonly string[];
  readonly starred?: boolean;
  readonly noted?: boolean;
}

const several = (value: string, all: string[]) => [...all, value];

/** The command `tag`: tags, stars and notes of images, given and told. */
export function addTag(program: Command): void {
  program
    .command('tag')
    .argument('[files...]', 'images to mark or to list; left out: those that the options below choose')
    .option('--add <tag>', 'give a tag (may be named again)', several, [])
    .option('--take <tag>', 'take a tag away (may be named again)', several, [])
    .option('--star', 'give a star')
    .option('--unstar', 'take the star away')
    .option('--note <text>', 'write a note; an empty one takes it away')
    .option('--search <words>', 'images with these words in their path')
    .option('--class <name>', 'images of a class')
    .addOption(new Option('--split <split>', 'images of a split').choices(splits))
    .option('--tagged <tag>', 'images that have a tag (may be named again)', several, [])
    .option('--starred', 'images with a star')
    .option('--noted', 'images with a note')
    .description('give images tags, stars and notes, or list those that have them')
    .action(async (files: string[], options: TagOptions, self: Command) => {
      await withProject(self, ({ project, output }) => {
        // What does not exist stops the command before it changes anything.
        const ids = chosen(project, files, options);
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

/** The images that files or options choose; null where neither names any and nothing is to be changed. */
function chosen(project: Project, files: readonly string[], options: TagOptions): Int32Array | null {
  const { catalog } = project;
  const { search, split, starred, noted, tagged } = options;
  if (files.length > 0) return Int32Array.from(files, (file) => imageOf(project, file));
  const filter: PictureFilter = { starred, noted, tagIds: tagged.map((name) => tagOf(project, name)) };
  const byMarks = starred || noted || tagged.length > 0;
  const byImages = search !== undefined || split !== undefined || options.class !== undefined;
  if (!byMarks && !byImages) {
    if (changesNothing(options)) return null;
    throw studioError('nothing-to-decide', {});
  }
  const classId = options.class === undefined ? undefined : classOf(project, options.class);
  const ids = catalog.images.ids({ search, split, classId, state: 'ok' });
  if (!byMarks) return Int32Array.from(ids);
  const marked = new Set(catalog.marks.images(filter));
  return Int32Array.from(ids.filter((id) => marked.has(id)));
}

const changesNothing = ({ add, take, star, unstar, note }: TagOptions) =>
  add.length + take.length === 0 && !star && !unstar && note === undefined;

/** Tags that are given are made where there are none. */
function changesOf(project: Project, { add, take, star, unstar, note }: TagOptions): MarkChange[] {
  const { marks } = project.catalog;
  return [
    ...take.map((name) => ({ kind: 'tag', tagId: tagOf(project, name), on: false }) as const),
    ...add.map((name) => ({ kind: 'tag', tagId: marks.ensureTag(name), on: true }) as const),
    ...(star || unstar ? [{ kind: 'star', on: star === true } as const] : []),
    ...(note === undefined ? [] : [{ kind: 'note', note: note.trim() } as const]),
  ];
}

function tagOf({ catalog: { marks } }: Project, name: string): number {
  const id = marks.find(name);
  if (id === null) throw studioError('tag-not-there', { name });
  return id;
}

function classOf({ catalog: { classes } }: Project, name: string): number {
  const found = classes.active().find((each) => each.name === name.normalize('NFC'));
  if (!found) throw studioError('class-not-there', { name });
  return found.id;
}

/** The image of a file, given by its absolute path or relative to the working folder. */
function imageOf({ catalog }: Project, file: string): number {
  const full = resolve(file);
  for (const { id, root } of catalog.sources.list()) {
    const paths = [relative(root, full).split(sep).join('/'), full];
    for (const { id: imageId } of catalog.imports.known(id, paths).values()) return imageId;
  }
  throw studioError('file-not-there', { file });
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
