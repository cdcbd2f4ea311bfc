import { relative, resolve, sep } from 'node:path';
import { type Command, Option } from 'commander';
import { type Split, splits } from '../../catalog';
import { studioError } from '../../core/errors';
import type { PictureFilter } from '../../core/vocabulary/marks';
import type { Project } from '../../studio/project/folder/project';

/** Options that choose images, in place of a list of files. */
export interface ImageChoice {
  readonly search?: string;
  readonly class?: string;
  readonly split?: Split;
  readonly tagged: readonly string[];
  readonly starred?: boolean;
  readonly noted?: boolean;
}

/** Collects the values of an option that may be repeated. */
export const several = (value: string, all: string[]) => [...all, value];

/** Adds these options to a command. */
export const withImageChoice = (command: Command): Command =>
  command
    .option('--search <words>', 'images with these words in their path')
    .option('--class <name>', 'images of a class')
    .addOption(new Option('--split <split>', 'images of a split').choices(splits))
    .option('--tagged <tag>', 'images that have a tag (may be repeated)', several, [])
    .option('--starred', 'images with a star')
    .option('--noted', 'images with a note');

/** Whether neither files nor options choose images. */
export const choosesNone = (files: readonly string[], choice: ImageChoice): boolean =>
  files.length === 0 &&
  !choosesByMarks(choice) &&
  [choice.search, choice.split, choice.class].every(isMissing);

const choosesByMarks = ({ starred, noted, tagged }: ImageChoice) => starred || noted || tagged.length > 0;
const isMissing = (value: unknown) => value === undefined;

/**
 * The images that files or options choose; options choose among usable images, or among all images of the project. Returns null if there
 * are neither files nor options. Throws `file-not-there`, `class-not-there`, `tag-not-there`.
 */
export function chosenImages(
  project: Project,
  files: readonly string[],
  choice: ImageChoice,
  among: 'usable' | 'all' = 'usable',
): Int32Array | null {
  const { catalog } = project;
  const { search, split, starred, noted, tagged } = choice;
  if (choosesNone(files, choice)) return null;
  if (files.length > 0) return Int32Array.from(files, (file) => imageOf(project, file));
  const filter: PictureFilter = { starred, noted, tagIds: tagged.map((name) => tagOf(project, name)) };
  const classId = choice.class === undefined ? undefined : classOf(project, choice.class);
  const state = among === 'usable' ? 'ok' : undefined;
  const ids = catalog.images.ids({ search, split, classId, state, removed: false });
  if (!choosesByMarks(choice)) return Int32Array.from(ids);
  const marked = new Set(catalog.marks.images(filter));
  return Int32Array.from(ids.filter((id) => marked.has(id)));
}

/** Throws `tag-not-there`. */
export function tagOf({ catalog: { marks } }: Project, name: string): number {
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
