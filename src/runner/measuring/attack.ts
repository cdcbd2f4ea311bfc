import { type AttackedImages, fgsm, type GradientOf, pgd, pgdOf } from '../../core/adversarial/attacks';
import { perturbationPixels } from '../../core/adversarial/strength';
import { softmax } from '../../core/selection';
import { likeliest, toClasses } from '../../core/selection/class-columns';
import { InputGradient } from '../../engine/inference/input-gradient';
import type { Hooks } from '../job/hooks';
import type { AttackJob, AttackPart, AttackResult, AttackTold } from '../job/messages';
import { takeTurn } from '../job/turn';
import { attackBatch } from '../memory/fit';
import { networkOf } from '../model/network-of';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { weightsIn } from '../model/weights-file';

/** The cost of a gradient, compared with a prediction of the same image. */
const gradientCost = 3;

/** The images of one piece, with what an attack needs to know about them. */
interface Piece extends AttackedImages {
  /** The output whose probability an attack lowers, `[n]`. */
  readonly target: Int32Array;
}

/**
 * Attacks images in pieces, part after part, and reports each piece, so that only a few images are in memory, however many there are. One
 * gradient serves FGSM at every ε.
 */
export async function attack(
  job: AttackJob,
  hooks: Hooks,
  tell: (told: AttackTold) => void,
): Promise<AttackResult> {
  const images = job.hashes.length / 32;
  const batch = attackBatch(job.model, Math.min(job.batch, images), hooks.room);
  hooks.fitted(batch);
  const total = job.parts.reduce((sum, { epsilons, from }) => sum + (images - from) * epsilons.length, 0);
  const none = { done: 0, unit: 'images', imagesPerSecond: 0, secondsLeft: null } as const;
  hooks.progress({ ...none, phase: 'preparing', total });
  const cache = cleanPixels(job.cacheFolder, job.model);
  let network: InputGradient | null = null;
  try {
    const rows = rowsOf(cache, job.hashes);
    network = new InputGradient({ ...job.model, arch: networkOf(job.model), batch }, weightsIn(job.weights));
    const passed = progressOf(job, images, total, hooks);
    // All examples that are sent back are in one piece; the network still sees `batch` of its images at a time.
    const atOnce = Math.max(batch, job.examples);
    for (const part of job.parts)
      for (let from = part.from; from < images; from += atOnce) {
        const to = Math.min(images, from + atOnce);
        const pixels = cache.read(rows.subarray(from, to));
        const hashes = job.hashes.subarray(32 * from, 32 * to);
        const target = targetsOf(job, network, from, pixels);
        const size = pixels.length / (to - from);
        await attackPiece(
          job,
          part,
          { pixels, size, hashes, target },
          { from, network, hooks, passed, tell },
        );
      }
    return { kind: 'attack', imagesPerSecond: passed(0) };
  } finally {
    network?.close();
    cache.close();
  }
}

interface Work {
  readonly from: number;
  readonly network: InputGradient;
  readonly hooks: Hooks;
  readonly passed: (cost: number) => number;
  readonly tell: (told: AttackTold) => void;
}

async function attackPiece(
  job: AttackJob,
  part: AttackPart,
  piece: Piece,
  { from, network, hooks, passed, tell }: Work,
): Promise<void> {
  const count = piece.target.length;
  const gradientOf: GradientOf = async (pixels) => {
    await takeTurn(hooks.signal);
    const gradient = network.gradient(pixels, piece.target);
    passed(gradientCost * count);
    return gradient;
  };
  for await (const { epsilon, attacked } of attacks(part, piece, gradientOf)) {
    await takeTurn(hooks.signal);
    const probabilities = toClasses(
      softmax(network.logits(attacked), job.model.classes),
      job.columns,
      job.classes,
    );
    passed(count);
    const { classIndex, confidence } = likeliest(probabilities, job.classes);
    const right = classIndex.reduce((sum, said, i) => sum + (said === job.labels[from + i] ? 1 : 0), 0);
    const { attack: name, steps } = part;
    const shown = { attack: name, steps, epsilon, from, to: from + count, right };
    if (from > 0) tell({ ...shown, examples: null });
    else {
      const kept = Math.min(job.examples, count);
      const clean = piece.pixels.subarray(0, kept * piece.size);
      tell({
        ...shown,
        examples: {
          predicted: classIndex.slice(0, kept),
          confidence: confidence.slice(0, kept),
          perturbation: epsilon > 0 ? perturbationPixels(clean, attacked, epsilon) : null,
        },
      });
    }
  }
}

/** The images of a piece under each attack of a part. */
async function* attacks(
  { attack: name, steps, epsilons }: AttackPart,
  piece: Piece,
  gradientOf: GradientOf,
): AsyncGenerator<{ epsilon: number; attacked: Float32Array }> {
  const { pixels } = piece;
  const slope = name === 'fgsm' ? await gradientOf(Float32Array.from(pixels)) : null;
  for (const epsilon of epsilons)
    yield {
      epsilon,
      attacked:
        name === 'clean'
          ? Float32Array.from(pixels)
          : slope
            ? fgsm(pixels, slope, epsilon)
            : await pgd(piece, gradientOf, pgdOf(epsilon, steps)),
    };
}

/**
 * The output of each image's class. If several outputs belong to it, because classes were merged, the likeliest one for the clean image is
 * taken. An image of a class that the model does not know is wrong whatever is done to it.
 */
function targetsOf(
  { labels, columns, model }: AttackJob,
  network: InputGradient,
  from: number,
  pixels: Uint8Array,
): Int32Array {
  const count = pixels.length / (model.imageSize ** 2 * 3);
  const outputs = columns.map((_, output) => output);
  const ofLabel = (i: number) => outputs.filter((output) => columns[output] === labels[from + i]);
  const isMerged = new Set(columns).size < columns.length;
  const logits = isMerged ? network.logits(Float32Array.from(pixels)) : null;
  return Int32Array.from({ length: count }, (_, i) => {
    const own = ofLabel(i);
    if (!logits) return own[0] ?? 0;
    const logit = (output: number) => logits[i * model.classes + output];
    return own.reduce((best, output) => (logit(output) > logit(best) ? output : best), own[0] ?? 0);
  });
}

/** Returns a function that adds a cost, reports the progress in images of `total` by the cost so far, and returns the images per second. */
function progressOf(
  { parts }: AttackJob,
  images: number,
  total: number,
  hooks: Hooks,
): (cost: number) => number {
  const costOf = ({ attack: name, steps, epsilons, from }: AttackPart) => {
    const gradients = name === 'clean' ? 0 : name === 'fgsm' ? 1 : steps * epsilons.length;
    return (images - from) * (gradientCost * gradients + epsilons.length);
  };
  const all = parts.reduce((sum, part) => sum + costOf(part), 0);
  const began = performance.now();
  let spent = 0;
  return (cost) => {
    spent += cost;
    const seconds = (performance.now() - began) / 1000;
    const done = Math.floor((total * spent) / all);
    const imagesPerSecond = done / seconds;
    const secondsLeft = seconds * (all / spent - 1);
    if (cost > 0)
      hooks.progress({ phase: 'predicting', done, total, unit: 'images', imagesPerSecond, secondsLeft });
    return imagesPerSecond;
  };
}
