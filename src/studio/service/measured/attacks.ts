import type { Attacks } from '../../../catalog';
import type { AttackedExample } from '../../../contract';
import {
  type AttackName,
  attackedPixels,
  attacksVersion,
  curvesOf,
  keptExamples,
} from '../../../core/adversarial/strength';
import { decodeImage } from '../../../data/decode/pixels/decode';
import { checkAttackable, measureAttacks } from '../../method/measuring/attack';
import { keptExample } from '../../method/measuring/attack-examples';
import { isChanged } from '../../method/measuring/measured-images';
import type { Project } from '../../project/folder/project';
import { finishedSizeOf, recipeOf } from '../../project/runs/run-model';
import { os } from '../session/base';
import { measuringJob } from '../session/measuring-job';

export const attacks = {
  list: os.attacks.list.handler(({ context: { studio }, input }) =>
    studio.project.catalog.attacks
      .newest(input.runIds, attacksVersion)
      .map(({ runId, imageSet, images, clean, results, measuredAt }) => ({
        ...{ runId, imageSet, images, clean, results, measuredAt },
      })),
  ),
  start: os.attacks.start.handler(({ context: { studio }, input: { runIds } }) =>
    measuringJob(studio, {
      kind: 'attack',
      runIds,
      check: (run) => checkAttackable(studio.project, run),
      measure: measureAttacks,
    }),
  ),
  changed: os.attacks.changed.handler(({ context: { studio }, input: { runId } }) => {
    const measured = newestOf(studio.project, runId);
    const run = studio.project.catalog.runs.get(runId);
    return isChanged(studio.project, run, measured, measured?.images);
  }),
  example: os.attacks.example.handler(({ context: { studio }, input }) => example(studio.project, input)),
};

function newestOf({ catalog }: Project, runId: number): Attacks | undefined {
  return catalog.attacks.newest([runId], attacksVersion)[0];
}

async function example(
  project: Project,
  { runId, attack, turn }: { readonly runId: number; readonly attack: AttackName; readonly turn: number },
): Promise<AttackedExample | null> {
  const measured = newestOf(project, runId);
  if (!measured) return null;
  const of = Math.min(keptExamples, measured.images);
  const seen = keptExample(project, measured, null, turn % of);
  if (!seen) return null;
  const run = project.catalog.runs.get(runId);
  const { file, classId: labelId } = project.catalog.images.get(seen.imageId);
  const imageSize = finishedSizeOf(project, run);
  const clean = (await decodeImage(file, imageSize, { fit: recipeOf(run).fit })).slice();
  const { imageId, ...said } = seen;
  return {
    ...{ imageId, labelId, imageSize, clean, of },
    seen: { classId: said.classId, confidence: said.confidence },
    steps: strengthsShown(measured, attack).flatMap(({ steps, epsilon }) => {
      const kept = keptExample(project, measured, { attack, steps, epsilon }, turn % of);
      if (!kept?.perturbation) return [];
      const { classId, confidence, perturbation } = kept;
      const attacked = attackedPixels(clean, perturbation, epsilon);
      return [{ epsilon, classId, confidence, perturbation, attacked }];
    }),
  };
}

/** Every ε of the attack's curve that has the most steps. */
function strengthsShown(measured: Attacks, attack: AttackName): { steps: number; epsilon: number }[] {
  const curve = curvesOf(measured).findLast((each) => each.attack === attack);
  if (!curve) return [];
  return curve.points
    .filter(({ epsilon }) => epsilon > 0)
    .map(({ epsilon }) => ({ steps: curve.steps, epsilon }));
}
