import type { Evaluation, Prediction } from '../../catalog';
import { suspiciousLabels } from '../../core/metrics';
import type { SuspiciousLabel } from '../../core/vocabulary/labels';
import { currentClasses } from '../labelling/file/labelling';
import type { Project } from '../project/folder/project';
import { positionsOf } from '../project/images/image-sets';

/** Labels that an evaluation contradicts, the most probable mistakes first. */
export function suspiciousIn(project: Project, { id, split }: Evaluation): SuspiciousLabel[] {
  const { evaluations } = project.catalog;
  const judged = evaluations.predictions(id).filter(({ trueClassId }) => trueClassId !== null);
  // Classes that were merged since no longer contradict each other.
  const positions = positionsOf(project);
  const position = (classId: number | null) => positions.get(classId as number) ?? 0;
  const rows = suspiciousLabels(
    {
      labels: Int32Array.from(judged, ({ trueClassId }) => position(trueClassId)),
      predicted: Int32Array.from(judged, ({ classId }) => position(classId)),
      confidence: Float64Array.from(judged, ({ confidence }) => confidence),
      labelProbability: Float64Array.from(judged, ofLabel),
    },
    positions.size,
  );
  const [given, said] = [
    currentClasses(
      project,
      rows.map((row) => judged[row].trueClassId as number),
    ),
    currentClasses(
      project,
      rows.map((row) => judged[row].classId),
    ),
  ];
  return rows.map((row, i) => ({
    imageId: judged[row].imageId,
    split,
    labelId: given[i],
    classId: said[i],
    confidence: judged[row].confidence,
    labelProbability: ofLabel(judged[row]),
  }));
}

/** Evaluations of older versions did not keep the label's probability: for a wrong prediction it is then at most the rest. */
function ofLabel({ trueClassId, classId, confidence, labelProbability }: Prediction): number {
  return labelProbability ?? (trueClassId === classId ? confidence : 1 - confidence);
}
