import { evenPlaces } from '../../core/numbers/evenly';
import { type FittedScores, type OodScoreName, oodScoreNames } from '../../core/ood';
import { softmax, summarise } from '../../core/selection';
import type { Prediction } from '../../engine/inference/predictor';
import type { Hooks } from '../job/hooks';
import type { LabellingJob, PredictJob, PredictResult, PredictSet, PredictSetResult } from '../job/messages';
import { takeTurn } from '../job/turn';
import { scoreBytes } from '../memory/fit';
import { besideWork } from '../memory/job-room';
import type { ImagePredictor } from '../model/model';
import { HeldOutGatherer, type HeldOutOutputs, heldOutByFolds } from './held-out';
import { openImagePredictor } from './image-predictor';
import { type LabellingPlan, LabellingWriter } from './labelling-file';
import { fitScores, OodScorer } from './ood-scorer';
import { SpooledOutputs } from './spooled-outputs';

/** The most held-out images that keep their features: more of them would hardly change a limit. */
const mostHeldFeatures = 4096;

/** The images that the scores were fitted on, and the thresholds. */
type LabellingFit = Pick<LabellingPlan, 'limits' | 'labelled' | 'heldOut'>;

/**
 * A model's predictions for sets of images, without noise unless the job names some: classes, confidences,
 * out-of-domain scores and their thresholds.
 */
export async function predict(job: PredictJob, hooks: Hooks): Promise<PredictResult> {
  const asked = [...job.sets, ...(job.labelling ? [job.labelling] : [])];
  const total = asked.reduce((sum, { hashes }) => sum + hashes.length / 32, 0);
  hooks.progress({
    phase: 'preparing',
    done: 0,
    total,
    unit: 'images',
    imagesPerSecond: 0,
    secondsLeft: null,
  });
  let predictor: ImagePredictor | null = null;
  let scorer: OodScorer | null = null;
  let spooled: SpooledOutputs | null = null;
  try {
    const most = Math.max(1, total, job.ood?.fit.labels.length ?? 0);
    // Scores are fitted and kept beside the model.
    const room = job.ood || job.fitted ? besideWork(hooks.room, scoreBytes(job.model)) : hooks.room;
    predictor = await openImagePredictor(job, Math.min(job.batch, most), { ...hooks, room });
    hooks.fitted(predictor.batch);
    const pass = new Pass(job, predictor, hooks, total);
    let heldOut: HeldOutOutputs | null = null;
    let labelled: LabellingPlan['labelled'] = null;
    let fits: FittedScores | undefined = job.fitted;
    if (job.ood) {
      const { fit, spool } = job.ood;
      spooled = await pass.spool(fit.hashes, spool);
      if (job.labelling)
        labelled = { ids: job.labelling.labelledIds, width: spooled.width, features: spooled.features() };
      fits = fitScores(spooled, fit.labels);
      scorer = new OodScorer(fits);
      heldOut = await pass.heldOut(job.ood, spooled, scorer);
    } else if (fits) scorer = new OodScorer(fits);
    const sets: PredictSetResult[] = [];
    for (const set of job.sets) sets.push(await pass.whole(set, scorer));
    const limits = heldOut?.limits ?? {};
    const fitted = { limits, labelled, heldOut: heldOut?.plan };
    const labelling = job.labelling ? await pass.label(job.labelling, scorer, fitted) : null;
    const { imagesPerSecond } = pass;
    const given = job.ood?.givesFit ? { fitted: fits } : {};
    return { kind: 'predict', sets, labelling, limits, imagesPerSecond, ...given };
  } finally {
    scorer?.close();
    spooled?.close();
    await predictor?.close();
  }
}

/** Runs the model on images in batches, with progress. */
class Pass {
  #done = 0;
  #began = performance.now();

  constructor(
    private readonly job: PredictJob,
    private readonly predictor: ImagePredictor,
    private readonly hooks: Hooks,
    private readonly total: number,
  ) {}

  get imagesPerSecond(): number {
    return this.#done / ((performance.now() - this.#began) / 1000);
  }

  /** Predictions of hashes `[images, 32]`, a batch at a time. */
  async *batches(hashes: Uint8Array, counted: boolean): AsyncGenerator<Prediction & { from: number }> {
    const { batch } = this.predictor;
    const images = hashes.length / 32;
    // What is fitted before the first counted image says nothing about how long the others take.
    if (counted && this.#done === 0) this.#began = performance.now();
    for (let from = 0; from < images; from += batch) {
      await takeTurn(this.hooks.signal);
      const to = Math.min(images, from + batch);
      yield { from, ...(await this.predictor.predict(hashes.subarray(32 * from, 32 * to))) };
      if (!counted) continue;
      this.#done += to - from;
      const { imagesPerSecond, total } = this;
      const done = this.#done;
      // The first batch makes the graph, which takes as long as many images.
      const secondsLeft = done > batch ? (total - done) / imagesPerSecond : null;
      this.hooks.progress({ phase: 'predicting', done, total, unit: 'images', imagesPerSecond, secondsLeft });
    }
  }

  async whole(set: PredictSet, scorer: OodScorer | null): Promise<PredictSetResult> {
    const { classes } = this.job.model;
    const images = set.hashes.length / 32;
    const predictedClass = new Int32Array(images);
    const [confidence, margin] = [new Float32Array(images), new Float32Array(images)];
    const scores: Partial<Record<OodScoreName, Float32Array>> = {};
    if (scorer) for (const name of oodScoreNames) scores[name] = new Float32Array(images);
    const logits = set.logits ? new Float32Array(images * classes) : undefined;
    const width = this.predictor.features;
    const features = set.features ? new Float32Array(images * width) : undefined;
    for await (const part of this.batches(set.hashes, true)) {
      const summary = summarise(softmax(part.logits, classes), classes);
      predictedClass.set(summary.predictedClass, part.from);
      confidence.set(summary.confidence, part.from);
      margin.set(summary.margin, part.from);
      for (const name of oodScoreNames)
        if (scorer) scores[name]?.set(scorer.score(name, { ...part, classes }), part.from);
      logits?.set(part.logits, part.from * classes);
      features?.set(part.features, part.from * width);
    }
    return { name: set.name, predictedClass, confidence, margin, scores, logits, features };
  }

  /**
   * Writes the outputs for a pool while they are computed: only one batch is in memory. Returns the file's
   * hash.
   */
  async label(job: LabellingJob, scorer: OodScorer | null, fit: LabellingFit): Promise<string> {
    const { classes } = this.job.model;
    let writer: LabellingWriter | null = null;
    try {
      for await (const part of this.batches(job.hashes, true)) {
        const images = part.logits.length / classes;
        const probabilities = softmax(part.logits, classes);
        const names = scorer ? oodScoreNames : [];
        const scores = names.map((name) => [name, scorer?.score(name, { ...part, classes })] as const);
        writer ??= new LabellingWriter(job.file, {
          rows: job.ids.length,
          classIds: job.classIds,
          features: part.features.length / images,
          scores: names,
          ...fit,
        });
        writer.append({
          ids: job.ids.subarray(part.from, part.from + images),
          sources: job.sources.subarray(part.from, part.from + images),
          ...summarise(probabilities, classes),
          probabilities,
          features: part.features,
          scores: Object.fromEntries(scores) as Record<string, Float32Array>,
        });
      }
    } catch (error) {
      writer?.discard();
      throw error;
    }
    if (!writer) throw new Error('A labelling needs one image at least.');
    return writer.commit();
  }

  /**
   * The model's outputs for labelled images, in files beside `place`, because those of many images do not fit
   * into memory.
   */
  async spool(hashes: Uint8Array, place: string): Promise<SpooledOutputs> {
    const { features } = this.predictor;
    const spooled = new SpooledOutputs(place, { features, classes: this.job.model.classes });
    try {
      for await (const part of this.batches(hashes, false)) spooled.append(part);
      return spooled;
    } catch (error) {
      spooled.close();
      throw error;
    }
  }

  /** The outputs for held-out labelled images, with the thresholds that keep the share `keep` of them. */
  async heldOut(
    { fit, heldOut, heldOutIds, keep, folds }: NonNullable<PredictJob['ood']>,
    spooled: SpooledOutputs,
    scorer: OodScorer,
  ): Promise<HeldOutOutputs> {
    const { classes } = this.job.model;
    if (folds && heldOutIds)
      return heldOutByFolds(spooled, fit, { ids: heldOutIds, folds, keep }, classes, this.hooks);
    const images = heldOut.length / 32;
    const featured = heldOutIds ? evenPlaces(images, mostHeldFeatures) : undefined;
    const gatherer = new HeldOutGatherer(images, classes, featured);
    for await (const part of this.batches(heldOut, false)) gatherer.append(part.from, part, scorer);
    return gatherer.end(heldOutIds, keep);
  }
}
