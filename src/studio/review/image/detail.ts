import type { Image } from '../../../catalog';
import type { ImageFacts, ReviewDetail } from '../../../contract';
import { oodScoreNames } from '../../../core/ood';
import { selectionStates } from '../../../core/selection';
import type { LabellingFile } from '../../../runner/labelling/labelling-file';
import { currentClasses, duringLabelling } from '../../labelling/file/labelling';
import { opinionOf } from '../../labelling/file/opinions';
import type { Project } from '../../project/folder/project';
import { teacherName } from '../labellings/labellings';
import { changeOf } from '../orders/changes';
import type { ReviewTable } from '../table/table';
import { inOrderOfActs } from './in-order-of-acts';
import { nearestLabelled } from './nearest';

const topClasses = 10;

/** Everything that is known about one image of a labelling. Throws `unknown-row`. */
export async function reviewDetail(project: Project, table: ReviewTable, row: number): Promise<ReviewDetail> {
  table.checkRow(row);
  const { columns, selection } = table;
  const image = project.catalog.images.get(columns.imageIds[row]);
  const [top, scores, nearest] = await duringLabelling(project, table.labelling, async (file) => [
    topOf(project, file, row),
    scoresOf(file, table, row),
    await nearestLabelled(project, file, row),
  ]);
  return {
    row,
    image: factsOf(image),
    top,
    margin: columns.margin[row],
    change: changeOf(project, table, row),
    scores,
    state: selectionStates[selection.state[row]],
    copies: selection.copies[row],
    history: historyOf(project, image.id),
    nearest,
  };
}

/** The teacher's most probable classes. Probabilities of classes that have been merged since are added up. */
function topOf(project: Project, file: LabellingFile, row: number): ReviewDetail['top'] {
  const classIds = currentClasses(project, file.classIds);
  const probabilities = new Map<number, number>();
  for (const [c, probability] of file.softLabel(row).entries())
    probabilities.set(classIds[c], (probabilities.get(classIds[c]) ?? 0) + probability);
  return Array.from(probabilities, ([classId, probability]) => ({ classId, probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, topClasses);
}

/** The scores that this version knows, in its order; a score that was dropped since is skipped. */
function scoresOf(file: LabellingFile, table: ReviewTable, row: number): ReviewDetail['scores'] {
  const { scores } = file.at(row);
  return oodScoreNames
    .filter((name) => name in scores)
    .map((name) => {
      const used = name === table.score;
      const limit = used ? table.choice.oodLimit : (file.limits[name] ?? null);
      const value = used ? table.columns.oodScore[row] : scores[name];
      return { name, value, limit, used };
    });
}

function historyOf(project: Project, imageId: number): ReviewDetail['history'] {
  const { labellingRuns, iterations, reviews } = project.catalog;
  const said = labellingRuns.list().flatMap((labelling) => {
    const label = opinionOf(project, labelling, imageId);
    if (!label) return [];
    const { id, iterationId, finishedAt, createdAt } = labelling;
    return {
      kind: 'labelling',
      labellingId: id,
      teacher: teacherName(project, labelling),
      iteration: iterationId === null ? null : iterations.get(iterationId).number,
      ...label,
      at: finishedAt ?? createdAt,
    } as const;
  });
  const decided = reviews.history(imageId).map((entry) => ({ kind: 'review', ...entry }) as const);
  return inOrderOfActs(said, decided);
}

function factsOf(image: Image): ImageFacts {
  const { id, path, file, width, height, format, size, split, classId, state, code, reason, reasonValues } =
    image;
  const { twinId } = image;
  return {
    id,
    path,
    file,
    width,
    height,
    format,
    size,
    split,
    classId,
    state,
    code,
    reason,
    reasonValues,
    twinId,
  };
}
