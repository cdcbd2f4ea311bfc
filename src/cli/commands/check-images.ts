import { resolve } from 'node:path';
import type { Command } from 'commander';
import { studioError } from '../../core/errors';
import { type ImageIssue, imageIssues } from '../../core/vocabulary/image-issues';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import { counted } from '../../core/words/counted';
import { csvText } from '../../core/words/csv';
import { checkWritable } from '../../files/durable/writable';
import { writeWhole } from '../../files/durable/write-whole';
import { rankedByIssue, scoreImages } from '../../studio/issues';
import { likenessChoice, prepareLikeness } from '../../studio/likeness';
import type { Project } from '../../studio/project/folder/project';
import { wholeFromOne } from '../shared/options';
import { withStudio } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { table } from '../terminal/output';

interface CheckOptions {
  readonly show: number;
  readonly csv?: string;
}

/** The images beyond the limit of an issue, or for outliers the least typical ones. */
interface Found {
  readonly issue: ImageIssue;
  /** Null for outliers, which have no limit. */
  readonly images: number | null;
  readonly worst: readonly { readonly imageId: number; readonly score: number }[];
}

const columns = ['path', 'split', 'issue', 'score'] as const;
/** Outliers with a higher score are not reported. */
const worstScore = 1;

/** The command `check-images`: finds what may be wrong with images, whatever their labels are. */
export function addCheckImages(program: Command): void {
  program
    .command('check-images')
    .option('--show <n>', 'list so many images of each issue', wholeFromOne, 5)
    .option('--csv <file>', 'write a line for each image and issue')
    .description(
      'find images that are dark, light, blurred, nearly empty, of an odd size or like no other (docs/trust.md)',
    )
    .action(async ({ show, csv }: CheckOptions, self: Command) => {
      await withStudio(self, async (context, output) => {
        const { project, signal } = context;
        if (csv !== undefined) checkWritable(resolve(csv));
        project.refuseReadOnly();
        const images = project.catalog.labelViews.usable();
        if (images === 0) throw studioError('no-images-to-check', {});
        const unreadable = await scoreImages(context);
        const basis = likenessChoice().usual;
        await prepareLikeness(context, { basis, clusters: true });
        const found: Found[] = [];
        for (const issue of imageIssues) found.push(await foundBy(project, issue, { basis, show, signal }));
        const rows = rowsOf(project, found);
        if (csv !== undefined) await writeWhole(resolve(csv), csvText(columns, rows));
        output.result(
          { images, unreadable, found: found.map((each) => ({ ...each, worst: ofIssue(rows, each) })) },
          textOf({ images, unreadable, found, show }, rows),
        );
        return exitCodes.done;
      });
    });
}

async function foundBy(
  project: Project,
  issue: ImageIssue,
  { basis, show, signal }: { basis: LikenessBasis; show: number; signal: AbortSignal },
): Promise<Found> {
  const ranked = await Promise.all(
    (['unlabelled', 'labelled'] as const).map((view) =>
      rankedByIssue(project, { issue, basis, view }, signal),
    ),
  );
  const limited = ranked.every(({ found }) => found !== null);
  const worst = ranked.flatMap(({ ids, scores, found }) =>
    Array.from(ids.subarray(0, found ?? show), (imageId, i) => ({ imageId, score: scores[i] })),
  );
  worst.sort((a, b) => a.score - b.score);
  if (limited) return { issue, images: worst.length, worst };
  return { issue, images: null, worst: worst.filter(({ score }) => score <= worstScore).slice(0, show) };
}

function rowsOf({ catalog }: Project, found: readonly Found[]) {
  const ids = [...new Set(found.flatMap(({ worst }) => worst.map(({ imageId }) => imageId)))];
  const images = new Map(catalog.images.byIds(ids).map((image) => [image.id, image]));
  return found.flatMap(({ issue, worst }) =>
    worst.map(({ imageId, score }) => ({
      ...{ path: images.get(imageId)?.file ?? '', split: images.get(imageId)?.split ?? '' },
      ...{ issue, score: Number(score.toFixed(4)) },
    })),
  );
}

type Row = ReturnType<typeof rowsOf>[number];

const ofIssue = (rows: readonly Row[], { issue }: Found) => rows.filter((row) => row.issue === issue);

const words: Readonly<Record<ImageIssue, string>> = {
  dark: 'dark',
  light: 'light',
  blurry: 'blurred',
  'low-information': 'little in it',
  'odd-size': 'odd size',
  outlier: 'like no other',
};

interface Said {
  readonly images: number;
  readonly unreadable: number;
  readonly found: readonly Found[];
  readonly show: number;
}

function textOf({ images, unreadable, found, show }: Said, rows: readonly Row[]): string {
  const left = unreadable > 0 ? ` ${counted(unreadable, 'image', 'images')} could not be read.` : '';
  const counts = found.map(({ issue, images: n }) => [words[issue], n === null ? 'no limit' : String(n)]);
  const listed = found.flatMap((each) =>
    ofIssue(rows, each)
      .slice(0, show)
      .map(({ path, score }) => [words[each.issue], path, score.toFixed(2)]),
  );
  return [
    `${counted(images - unreadable, 'image', 'images')} looked at.${left}`,
    table(['issue', 'images'], counts),
    ...(listed.length > 0 ? [table(['issue', 'image', 'score, 0 is worst'], listed)] : []),
    'Look at them in the window: Label screen, under Order. Near duplicates are found at import: "noisy-studio copies".',
  ].join('\n\n');
}
