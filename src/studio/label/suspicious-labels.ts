import type { Evaluation, Prediction } from '../../catalog';
import { suspiciousLabels } from '../../core/metrics';
import type { SuspiciousLabel } from '../../core/vocabulary/labels';
import type { Project } from '../project/project';

/** Labels that an evaluation speaks against, the likeliest mistakes first. */
export function suspiciousIn(project: Project, { id, split }: Evaluation): SuspiciousLabel[] {
  const { evaluations } = project.catalog;
  const judged = evaluations.predictions(id).filter(({ trueClassId }) => trueClassId !== null);
  const positions = new Map(project.catalog.classes.list().map((each, position) => [each.id, position]));
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
  return rows.map((row) => ({
    imageId: judged[row].imageId,
    split,
    labelId: judged[row].trueClassId as number,
    classId: judged[row].classId,
    confidence: judged[row].confidence,
    labelProbability: ofLabel(judged[row]),
  }));
}

/** Evaluations of older versions did not keep it: then a wrong prediction leaves the label at most the rest. */
function ofLabel({ trueClassId, classId, confidence, labelProbability }: Prediction): number {
  return labelProbability ?? (trueClassId === classId ? confidence : 1 - confidence);
}
