import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { SourceKind, Split } from '../../catalog';
import { sourceKinds } from '../../core/vocabulary/images';
import { counted } from '../../core/words/counted';
import { type Note, noteSentence } from '../../core/words/notes';
import { type ImportReport, importOrFind } from '../../studio/import';
import { removeSource } from '../../studio/service/data/remove-source';
import { withProject } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { shown } from '../terminal/output';

interface ImportFlags {
  readonly kind?: SourceKind;
  readonly split?: keyof typeof splits;
  readonly labels?: string;
  readonly encoding?: string;
  readonly set?: string;
  readonly gone?: boolean;
  readonly takeOut?: boolean;
  readonly leaveOutSeveral?: boolean;
}

const splits = {
  train: 'labelled-train',
  validation: 'validation',
  test: 'test',
  unlabelled: 'unlabelled',
} as const satisfies Record<string, Split>;

export function addImport(program: Command): void {
  program
    .command('import')
    .argument(
      '<path>',
      'a folder, or a list: .csv, .tsv or .jsonl with path, label and split, or the file of a labelling tool (docs/list-formats.md)',
    )
    .addOption(
      new Option('--kind <kind>', 'what the path is (if left out, it is detected)').choices(sourceKinds),
    )
    .addOption(new Option('--split <split>', 'what its images are for').choices(Object.keys(splits)))
    .option('--set <name>', 'with --split test: a separate test set with this name (docs/test-sets.md)')
    .option('--encoding <name>', 'the character encoding of a list (if left out, it is detected)')
    .option('--gone', 'confirm that all images of an earlier import are gone for good')
    .option('--take-out', 'take an earlier import of this path out of the project; the files stay')
    .option('--leave-out-several', 'leave out images in which a list names objects of several classes')
    .option('--labels <file>', 'file of class names (if left out, labels.json beside the images)')
    .description('import images into the project; the files stay where they are')
    .action(async (path: string, { split, labels, set, takeOut, ...flags }: ImportFlags, self: Command) => {
      if (takeOut) return takeOutSource(path, self);
      if (set !== undefined && split !== undefined && split !== 'test')
        self.error('error: a named set is for testing: say --split test, or leave it out.');
      await withProject(self, async ({ project, output, signal }) => {
        const meaning = set === undefined ? { split: split && splits[split] } : { testSet: set };
        const request = { ...flags, ...meaning, path, classNames: labels };
        const report = await importOrFind(project, request, {
          signal,
          onProgress: (reading) => {
            const progress = { phase: 'preparing', unit: 'images', ...reading } as const;
            output.event({ type: 'progress', stage: 'pixels', progress });
          },
        });
        output.result({ ...report, notes: report.notes.map(inWords) }, describe(report));
        return putAside(report) > 0 ? exitCodes.partial : exitCodes.done;
      });
    });
}

/**
 * Removes a source. What a person has done with its images is kept, and applies again when the same path is
 * imported again.
 */
function takeOutSource(path: string, self: Command): Promise<void> {
  return withProject(self, ({ project, output }) => {
    const removed = removeSource(project, path);
    const n = (count: number) => count.toLocaleString('en');
    output.result(
      { path: resolve(path), ...removed },
      `Taken out: ${shown(resolve(path))}. Images forgotten: ${n(removed.forgotten)}; kept with what was done with them: ${n(removed.kept)}. No file was touched.`,
    );
    return exitCodes.done;
  });
}

const inWords = (note: Note) => ({ ...note, reason: noteSentence(note, 'cli') });

const putAside = ({ quarantined, leaks, problems }: ImportReport) =>
  quarantined.length + leaks.length + problems.length;

function describe(report: ImportReport): string {
  const n = (count: number) => count.toLocaleString('en');
  const counts = [
    `${counted(report.files, 'file')} in ${report.seconds.toFixed(1)} s (${n(Math.round(report.imagesPerSecond))} a second):`,
    `${n(report.added)} new, ${n(report.changed)} changed, ${n(report.unchanged)} unchanged, ${n(report.missing)} gone,`,
    `${counted(report.duplicates, 'duplicate')}, ${counted(report.leaks.length, 'leak')}, ${n(report.quarantined.length)} quarantined`,
  ].join(' ');
  const lines = [
    ...report.notes.map((note) => `note         ${shown(noteSentence(note, 'cli') ?? note.code)}`),
    ...report.quarantined.map(({ path, reason }) => `quarantined  ${shown(path)}: ${reason}`),
    ...report.leaks.map(({ file, twinFile }) =>
      file === twinFile
        ? `leak         ${shown(file)} is held out by another source; it is never trained on`
        : `leak         ${shown(file)} is also ${shown(twinFile)}; it is never trained on`,
    ),
    ...report.problems.map(({ place, reason }) => `problem      ${shown(place)}: ${reason}`),
  ];
  return [counts, ...lines].join('\n');
}
