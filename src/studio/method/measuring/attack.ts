import type { Attacks, Run, Split } from '../../../catalog';
import {
  type AskedAttacks,
  attacksVersion,
  defaultImages,
  isSameStrength,
  keptExamples,
  type Strength,
  strengthsOf,
} from '../../../core/adversarial/strength';
import { studioError } from '../../../core/errors';
import { isEncoder, type NetworkSpec } from '../../../core/network/model-spec';
import type { AttackPart } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import type { Project } from '../../project/folder/project';
import { labelledOf, outputsOf, positionsOf } from '../../project/images/image-sets';
import { finishedModelOf, recipeOf, weightsOf } from '../../project/runs/run-model';
import { ensurePixels } from '../model/pixels';
import { keepExamples } from './attack-examples';
import { drawnOf, imageSetOf, imagesToMeasure } from './measured-images';

/** Only test images say something about a model: it has learnt from none of them. */
const split: Split = 'test';

/**
 * Measures a finished run on attacked test images. Earlier results on the same images are kept, so that a stopped measurement goes on where
 * it stopped and a repeated one is immediate; the result holds only what was asked for. Throws `attack-encoder`, `nothing-to-evaluate`,
 * `nothing-unseen`.
 */
export async function measureAttacks(
  context: StudioContext,
  run: Run,
  asked: AskedAttacks = {},
): Promise<Attacks> {
  const { project, tell } = context;
  const { attacks, classes } = project.catalog;
  const model = checkAttackable(project, run);
  const weights = weightsOf(context, run);
  const recipe = recipeOf(run);
  await ensurePixels(context, model.imageSize, recipe.fit, [split]);
  const images = drawnOf((await imagesToMeasure(context, run, split)).images, asked.images ?? defaultImages);
  const key = { runId: run.id, split, imageSet: imageSetOf(images), version: attacksVersion };
  const id = attacks.begin(key, images.length);
  const wanted = strengthsOf(asked);
  const before = attacks.get(id);
  const parts = missing(before, wanted);
  if (parts.length === 0) return only(before, wanted);
  const strengths = parts.reduce((sum, { epsilons }) => sum + epsilons.length, 0);
  tell(stageEvent('evaluate', 'attack', { run: run.id, images: images.length, strengths }));
  const positions = positionsOf(project);
  const classIds = classes.list().map((each) => each.id);
  const counted = new Map<string, Shown>();
  await runWithinMemory(
    context,
    {
      kind: 'attack',
      ...{ model, weights, cacheFolder: project.cacheFolder, batch: recipe.inferenceBatch },
      ...labelledOf(project, images),
      columns: outputsOf(project, run).map(({ id: output }) => positions.get(output) as number),
      classes: classIds.length,
      ...{ parts, examples: keptExamples },
    },
    recipe.inferenceBatch,
    {
      onProgress: (progress) => tell({ type: 'progress', stage: 'evaluate', progress }),
      onNote: (note) => tell({ type: 'note', note }),
      onAttacked: ({ attack, steps, epsilon, from, to, right, examples }) => {
        const strength = attack === 'clean' ? null : { attack, steps, epsilon };
        const start = shownOf(before, strength);
        // If memory ran out, the job began again with its first piece.
        const last = from === start.shown ? start : (counted.get(keyOf(strength)) ?? start);
        const now = { shown: to, right: last.right + right };
        counted.set(keyOf(strength), now);
        if (examples) keepExamples(project, { id, runId: run.id }, strength, { examples, images, classIds });
        attacks.put(id, strength, now);
        if (to === images.length) tell({ type: 'robustness', runId: run.id });
      },
    },
  );
  return only(attacks.get(id), wanted);
}

/** The network of a run, checked to be one whose loss has a gradient with respect to the pixels. Throws `attack-encoder`. */
export function checkAttackable(project: Project, run: Run): NetworkSpec {
  const model = finishedModelOf(project, run);
  if (isEncoder(model)) throw studioError('attack-encoder', { id: String(run.id), name: model.encoder.name });
  return model;
}

interface Shown {
  readonly shown: number;
  readonly right: number;
}

const keyOf = (strength: Strength | null) =>
  strength ? `${strength.attack} ${strength.steps} ${strength.epsilon}` : 'clean';

function shownOf({ clean, results }: Attacks, strength: Strength | null): Shown {
  const found = strength ? results.find((each) => isSameStrength(each, strength)) : clean;
  return found ?? { shown: 0, right: 0 };
}

/** What is left to do: the clean images; FGSM, with all ε together that have been shown equally many images; PGD, one ε at a time. */
function missing(measured: Attacks, wanted: readonly Strength[]): AttackPart[] {
  const parts: AttackPart[] = [];
  for (const strength of [null, ...wanted]) {
    const { shown: from } = shownOf(measured, strength);
    if (from >= measured.images) continue;
    const { attack, steps, epsilon } = strength ?? { attack: 'clean', steps: 0, epsilon: 0 };
    const last = parts.at(-1);
    if (attack === 'fgsm' && last?.attack === attack && last.from === from)
      parts[parts.length - 1] = { ...last, epsilons: [...last.epsilons, epsilon] };
    else parts.push({ attack, steps, epsilons: [epsilon], from });
  }
  return parts;
}

/** The measurement without the results of other requests. */
function only(measured: Attacks, wanted: readonly Strength[]): Attacks {
  const asked = (result: Strength) => wanted.some((strength) => isSameStrength(strength, result));
  return { ...measured, results: measured.results.filter(asked) };
}
