import { join } from 'node:path';
import type { Image } from '../../catalog';
import type { ImageFacts, ReviewDetail } from '../../contract';
import type { OodScoreName } from '../../core/ood';
import { selectionStates } from '../../core/selection';
import { withFlatFile } from '../../files/flat-file';
import { type LabellingMetrics, scoreRows } from '../labelling/labelling-scores';
import type { Project } from '../project/project';
import { teacherName } from './labellings';
import { nearestLabelled } from './nearest';
import type { ReviewTable } from './table';

const topClasses = 10;

/** Everything that is known of one image of a labelling. Throws `unknown-row`. */
export async function reviewDetail(project: Project, table: ReviewTable, row: number): Promise<ReviewDetail> {
  table.checkRow(row);
  const { columns, selection } = table;
  const image = project.catalog.images.get(columns.imageIds[row]);
  const [top, scores, nearest] = await Promise.all([
    topOf(project, table, row),
    scoresOf(project, table, row),
    nearestLabelled(project, table, row),
  ]);
  return {
    row,
    image: factsOf(image),
    top,
    margin: columns.margin[row],
    scores,
    state: selectionStates[selection.state[row]],
    copies: selection.copies[row],
    history: historyOf(project, image.id),
    nearest,
  };
}

/** The teacher's best classes; where the soft labels are gone, the one that the catalog knows. */
async function topOf({ folder }: Project, table: ReviewTable, row: number): Promise<ReviewDetail['top']> {
  const { labelling, columns, rows } = table;
  const best = [{ classId: columns.classIds[row], probability: columns.confidence[row] }];
  if (labelling.softLabels === null) return best;
  const file = join(folder, labelling.softLabels);
  const probabilities = await withFlatFile(file, rows, 2, (flat) => flat.read(row, 1));
  if (!probabilities) return best;
  return Array.from(probabilities, (probability, c) => ({ classId: labelling.classIds[c], probability }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, topClasses);
}

async function scoresOf(
  { folder }: Project,
  table: ReviewTable,
  row: number,
): Promise<ReviewDetail['scores']> {
  const { labelling, columns, rows, choice } = table;
  const metrics = (labelling.metrics ?? {}) as Partial<LabellingMetrics>;
  const { limits = {}, scores: file } = metrics;
  const { count, rows: places } = scoreRows(metrics);
  const view = (name: OodScoreName, value: number) => {
    const used = name === table.score;
    return { name, value, limit: used ? choice.oodLimit : (limits[name] ?? null), used };
  };
  const values =
    file &&
    (await withFlatFile(join(folder, file), count * rows, 4, (flat) =>
      Promise.all(
        Array.from(places, async ([name, i]) => view(name, (await flat.read(i * rows + row, 1))[0])),
      ),
    ));
  if (values) return values;
  return table.score === null ? [] : [view(table.score, columns.oodScore[row])];
}

function historyOf(project: Project, imageId: number): ReviewDetail['history'] {
  const { pseudoLabels, labellingRuns, iterations, reviews } = project.catalog;
  const said = pseudoLabels.ofImage(imageId).map(({ labellingRunId, ...label }) => {
    const labelling = labellingRuns.get(labellingRunId);
    const { iterationId } = labelling;
    return {
      kind: 'labelling',
      labellingId: labellingRunId,
      teacher: teacherName(project, labelling),
      iteration: iterationId === null ? null : iterations.get(iterationId).number,
      ...label,
    } as const;
  });
  const decided = reviews.history(imageId).map((entry) => ({ kind: 'review', ...entry }) as const);
  return [...said, ...decided].sort((a, b) => a.at - b.at);
}

function factsOf(image: Image): ImageFacts {
  const { id, path, file, width, height, format, size, split, classId, state, code, reason, twinId } = image;
  return { id, path, file, width, height, format, size, split, classId, state, code, reason, twinId };
}
