import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { orderByValue } from '../numbers/value-order';
import { resolveRecipe, type SelectionSettings } from '../recipe';
import { flagBit, flagsOf } from '../review';
import { decisionCode } from '../vocabulary/decisions';
import {
  expandCopies,
  limitsOf,
  type ReviewColumns,
  type ReviewDecision,
  type Selection,
  type SelectionInput,
  select,
  selectionStates,
  tally,
} from './index';

const base = resolveRecipe('quick-cpu').selection;
const settings = (over: Partial<SelectionSettings>): SelectionSettings => ({
  ...base,
  ood: { score: 'none', contrast: false, keep: 0.95 },
  maxCopies: null,
  ...over,
});

/** The rule in its simplest form: sort each class, reviewed images first, then by confidence. */
function plainly({
  predictedClass,
  confidence,
  oodScore,
  oodLimit,
  classThresholds,
  reviews,
  ...input
}: Pool): Selection {
  const { selection, classes, merged = 0, seed } = input;
  const images = [...predictedClass.keys()];
  const states = images.map((i): number => {
    const action = reviews.get(i)?.action;
    if (action) return action === 'ood' ? 2 : action === 'exclude' ? 4 : 0;
    const asked = [selection.threshold, classThresholds?.[predictedClass[i]] ?? 0];
    if (!asked.every((least) => confidence[i] >= Math.fround(least))) return 1;
    return selection.ood.score !== 'none' && !(oodScore[i] >= Math.fround(oodLimit)) ? 2 : 0;
  });
  const classOf = images.map((i) => {
    const review = reviews.get(i);
    return review?.action === 'relabel' ? review.classIndex : predictedClass[i];
  });
  const passed = images.filter((i) => states[i] === 0);
  const quota =
    selection.quota === 'auto'
      ? Math.max(1, Math.floor(passed.length / (classes - merged)))
      : selection.quota;
  const rank = (i: number) => (reviews.has(i) ? 2 : confidence[i]);
  const copies = new Uint16Array(images.length);
  const perClass = Array.from({ length: classes }, (_, c) => {
    const members = passed.filter((i) => classOf[i] === c).sort((a, b) => rank(b) - rank(a) || a - b);
    const stay = members.filter((i, place) => place < quota || reviews.has(i));
    const available = members.length;
    const fill = selection.duplicate && available > 0 && available < quota;
    const each = fill ? Math.min(quota / available, selection.maxCopies ?? 65_535, 65_535) : 1;
    for (const i of members) states[i] = 3;
    for (const i of stay) {
      states[i] = 0;
      copies[i] = Math.floor(each) + (new Random(seed, i).next() < each - Math.floor(each) ? 1 : 0);
    }
    const total = stay.reduce((sum, i) => sum + copies[i], 0);
    return { available, kept: stay.length, copies: total, short: Math.max(0, quota - available) };
  });
  return { state: Uint8Array.from(states), classIndex: Int32Array.from(classOf), copies, perClass, quota };
}

/** By state: the review's flags for an image that nobody decided about; being over the quota is no flag. */
const passedFlags = [0, flagBit('below-threshold'), flagBit('ood'), 0, 0];

/** The review's flags in the order of the filter: an image below the threshold may be out-of-domain as well. */
function flagsByState(pool: Pool, reviews: ReviewColumns): number[] {
  const { predictedClass: predicted, confidence, oodScore } = pool;
  const { decisions, classIndex: decidedClass } = reviews;
  const columns = { predicted, confidence, oodScore, decisions, decidedClass, earlier: null };
  const flags = flagsOf({ ...columns, copies: new Uint16Array(predicted.length) }, limitsOf(pool));
  const [below, ood] = [flagBit('below-threshold'), flagBit('ood')];
  return Array.from(flags, (bits) => (bits & below ? below : bits & ood));
}

/** How many images are flagged by their score alone, written plainly. */
const flaggedIn = ({ predictedClass, oodScore, oodLimit, selection, reviews }: Pool, gone?: Uint8Array) =>
  [...predictedClass.keys()].filter(
    (i) =>
      selection.ood.score !== 'none' &&
      !reviews.has(i) &&
      !gone?.[i] &&
      !(oodScore[i] >= Math.fround(oodLimit)),
  ).length;

function decisionColumns(pool: Pool): ReviewColumns {
  const images = pool.predictedClass.length;
  const decisions = new Uint8Array(images);
  const classIndex = new Int32Array(images).fill(-1);
  for (const [i, review] of pool.reviews) {
    decisions[i] = decisionCode(review.action);
    if (review.action === 'relabel') classIndex[i] = review.classIndex;
  }
  return { decisions, classIndex };
}

const namesOf = (state: Uint8Array) => Array.from(state, (code) => selectionStates[code]);

interface Pool extends SelectionInput {
  readonly predictedClass: Int32Array;
  readonly confidence: Float32Array;
  readonly oodScore: Float32Array;
  readonly oodLimit: number;
  readonly reviews: ReadonlyMap<number, ReviewDecision>;
}

/**
 * Pools of up to 60 images in up to 6 classes, with any reviews: confidences and scores among them that are NaN, infinite, equal, or
 * exactly at the limit. In some pools classes were merged, so that no image belongs to the last ones.
 */
const pools: fc.Arbitrary<Pool> = fc
  .record({
    images: fc.integer({ min: 0, max: 60 }),
    active: fc.integer({ min: 1, max: 6 }),
    merged: fc.nat(2),
    limits: fc.record({
      threshold: fc.constantFrom(0, 0.1, 0.3, 0.7, 1),
      oodLimit: fc.constantFrom(-4.2, 0.1, 0.7),
    }),
  })
  .chain(({ images, active, merged, limits }) => {
    const classes = active + merged;
    const unit = fc.float({ min: 0, max: 1, noNaN: true });
    const odd = fc.constantFrom(Number.NaN, limits.threshold, limits.oodLimit, 0.5, 1);
    const confidences = fc.oneof({ weight: 3, arbitrary: unit }, odd);
    const scores = fc.oneof(confidences, fc.constantFrom(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY));
    const each = <T>(value: fc.Arbitrary<T>) => fc.array(value, { minLength: images, maxLength: images });
    const decision: fc.Arbitrary<ReviewDecision> = fc.oneof(
      fc.constantFrom<ReviewDecision>({ action: 'accept' }, { action: 'ood' }, { action: 'exclude' }),
      fc.nat(active - 1).map((classIndex): ReviewDecision => ({ action: 'relabel', classIndex })),
    );
    const reviews =
      images === 0 ? fc.constant([]) : fc.array(fc.tuple(fc.nat(images - 1), decision), { maxLength: 8 });
    return fc.record({
      predictedClass: each(fc.nat(active - 1)).map((list) => Int32Array.from(list)),
      confidence: each(confidences).map((list) => Float32Array.from(list)),
      oodScore: each(scores).map((list) => Float32Array.from(list)),
      oodLimit: fc.constant(limits.oodLimit),
      classThresholds: fc.option(
        fc.array(fc.constantFrom(0, 0.2, 0.5, 0.7), { minLength: classes, maxLength: classes }),
        { nil: undefined },
      ),
      reviews: reviews.map((list) => new Map(list)),
      classes: fc.constant(classes),
      merged: fc.constant(merged),
      seed: fc.nat(),
      selection: fc.record({
        threshold: fc.constant(limits.threshold),
        classPrecision: fc.constant(null),
        ood: fc.record({
          score: fc.constantFrom('none', 'energy' as const),
          contrast: fc.constant(false),
          keep: fc.constant(0.95),
        }),
        quota: fc.oneof(fc.constant('auto' as const), fc.integer({ min: 1, max: 40 })),
        duplicate: fc.boolean(),
        maxCopies: fc.oneof(fc.constant(null), fc.integer({ min: 1, max: 5 })),
      }),
    });
  });

describe('select', () => {
  it('filters, flags, ranks and fills, in this order', () => {
    const result = select({
      predictedClass: [0, 0, 0, 1, 1, 0],
      confidence: Float32Array.of(0.9, 0.5, 0.7, 0.8, 0.29, 0.95),
      oodScore: Float32Array.of(1, 1, 1, 1, 1, -5),
      oodLimit: -4,
      classes: 2,
      seed: 1,
      selection: settings({
        threshold: 0.3,
        quota: 2,
        ood: { score: 'energy', contrast: false, keep: 0.95 },
      }),
    });
    expect(namesOf(result.state)).toEqual([
      'kept',
      'over-quota',
      'kept',
      'kept',
      'below-threshold',
      'out-of-domain',
    ]);
    expect(Array.from(result.copies)).toEqual([1, 0, 1, 2, 0, 0]);
    expect(result.perClass).toEqual([
      { available: 3, kept: 2, copies: 2, short: 0 },
      { available: 1, kept: 1, copies: 2, short: 1 },
    ]);
    expect(Array.from(expandCopies(result.copies))).toEqual([0, 2, 3, 3]);
  });

  it('keeps an image that reaches the threshold exactly, as float32', () => {
    const state = (threshold: number) =>
      select({
        predictedClass: [0],
        confidence: Float32Array.of(threshold),
        classes: 1,
        seed: 0,
        selection: settings({ threshold }),
      }).state[0];
    for (const threshold of [0.1, 0.3, 0.7, 0.9]) expect(state(threshold)).toBe(0);
  });

  it('lets no NaN pass', () => {
    const { state } = select({
      predictedClass: [0, 0],
      confidence: Float32Array.of(Number.NaN, 1),
      oodScore: Float32Array.of(1, Number.NaN),
      oodLimit: 0,
      classes: 1,
      seed: 0,
      selection: settings({ threshold: 0, ood: { score: 'energy', contrast: false, keep: 0.95 } }),
    });
    expect(namesOf(state)).toEqual(['below-threshold', 'out-of-domain']);
  });

  it('resolves auto to the mean number of passing images per class', () => {
    const result = select({
      predictedClass: [0, 0, 0, 0, 0, 1, 1],
      confidence: new Float32Array(7).fill(1),
      classes: 2,
      seed: 0,
      selection: settings({ quota: 'auto' }),
    });
    expect(result.quota).toBe(3);
    expect(result.perClass.map((entry) => entry.kept)).toEqual([3, 2]);
  });

  it('holds its promises for any pool', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const { state, classIndex, copies, perClass, quota } = select(pool);
        const { selection, reviews } = pool;
        for (let i = 0; i < state.length; i++) {
          expect(copies[i] > 0).toBe(state[i] === 0);
          const review = reviews.get(i);
          if (review === undefined) {
            expect(classIndex[i]).toBe(pool.predictedClass[i]);
            if (state[i] === 0) expect(pool.confidence[i]).toBeGreaterThanOrEqual(selection.threshold - 1e-7);
          } else {
            const meant = {
              accept: 'kept',
              relabel: 'kept',
              ood: 'out-of-domain',
              exclude: 'excluded',
            } as const;
            expect(selectionStates[state[i]]).toBe(meant[review.action as keyof typeof meant]);
            if (review.action === 'relabel') expect(classIndex[i]).toBe(review.classIndex);
          }
        }
        for (const [c, entry] of perClass.entries()) {
          const of = (code: number) =>
            [...state.keys()].filter((i) => state[i] === code && classIndex[i] === c && !reviews.has(i));
          const reviewed = [...reviews.keys()].filter((i) => state[i] === 0 && classIndex[i] === c).length;
          expect(entry.kept).toBe(of(0).length + reviewed);
          expect(entry.kept).toBe(Math.min(entry.available, Math.max(quota, reviewed)));
          // The dropped are never more confident than the kept.
          const worstKept = Math.min(...of(0).map((i) => pool.confidence[i]));
          for (const i of of(3)) expect(pool.confidence[i]).toBeLessThanOrEqual(worstKept);
          // The whole part for every image, at most one more by the coin.
          if (!selection.duplicate) expect(entry.copies).toBe(entry.kept);
          const ideal = entry.available && entry.available < quota ? quota / entry.available : 1;
          const each = selection.duplicate ? Math.min(ideal, selection.maxCopies ?? 65_535) : 1;
          for (const i of state.keys()) {
            if (state[i] !== 0 || classIndex[i] !== c) continue;
            expect(copies[i]).toBeGreaterThanOrEqual(Math.floor(each));
            expect(copies[i]).toBeLessThanOrEqual(Math.ceil(each));
          }
        }
        expect(select(pool)).toEqual({ state, classIndex, copies, perClass, quota });
      }),
      { numRuns: 300 },
    );
  });

  it('equals the rule written plainly, whether confidences are float32, ordered before, or decisions are columns', () => {
    fc.assert(
      fc.property(pools, (pool) => {
        const expected = plainly(pool);
        expect(select(pool)).toEqual(expected);
        expect(select({ ...pool, confidence: Array.from(pool.confidence) })).toEqual(expected);
        const order = orderByValue(pool.confidence as Float32Array, true);
        const reviews = decisionColumns(pool);
        expect(select({ ...pool, order, reviews })).toEqual(expected);
        const { state, quota, perClass } = expected;
        const states = Int32Array.from(
          selectionStates,
          (_, code) => state.filter((each) => each === code).length,
        );
        expect(tally({ ...pool, reviews })).toEqual({ quota, perClass, states, flagged: flaggedIn(pool) });
        expect(flagsByState(pool, reviews)).toEqual(Array.from(expected.state, (code) => passedFlags[code]));
      }),
      { numRuns: 300 },
    );
  });

  it('keeps nothing that has left the pool, whatever was decided of it, and counts it for no class', () => {
    fc.assert(
      fc.property(pools, fc.nat(), (pool, salt) => {
        const gone = Uint8Array.from(pool.predictedClass, (_, i) => ((i * 7 + salt) % 3 === 0 ? 1 : 0));
        // Images that are gone are treated as if nothing were known of them.
        const rest = plainly({
          ...pool,
          confidence: pool.confidence.map((value, i) => (gone[i] ? Number.NaN : value)),
          reviews: new Map([...pool.reviews].filter(([i]) => !gone[i])),
        });
        const { state, copies, perClass, quota } = select({ ...pool, gone });
        expect(state).toEqual(rest.state.map((code, i) => (gone[i] ? 4 : code)));
        expect({ copies, perClass, quota }).toEqual({
          copies: rest.copies,
          perClass: rest.perClass,
          quota: rest.quota,
        });
        const reviews = decisionColumns(pool);
        const states = Int32Array.from(
          selectionStates,
          (_, code) => state.filter((each) => each === code).length,
        );
        const flagged = flaggedIn(pool, gone);
        expect(tally({ ...pool, reviews, gone })).toEqual({ quota, perClass, states, flagged });
      }),
      { numRuns: 200 },
    );
  });

  it('gives quota / available copies in the mean', () => {
    const images = 4000;
    const { copies } = select({
      predictedClass: new Int32Array(images),
      confidence: new Float32Array(images).fill(0.9),
      classes: 1,
      seed: 3,
      selection: settings({ quota: 9400 }),
    });
    const mean = copies.reduce((sum, count) => sum + count, 0) / images;
    // 2.35 copies; the coin's standard error is sqrt(0.35 x 0.65 / 4000) = 0.0075.
    expect(Math.abs(mean - 2.35)).toBeLessThan(4 * 0.0075);
  });

  it('is the same for an image whoever stands beside it: the coin hangs on seed and image', () => {
    // Classes of 100 images and a quota of 150: one copy always, one more in half of all cases.
    const copiesOf = (seed: number, others: (i: number) => number) => {
      const { copies } = select({
        predictedClass: Int32Array.from({ length: 300 }, (_, i) => (i < 100 ? 0 : 1 + (others(i) % 2))),
        confidence: Float32Array.from({ length: 300 }, (_, i) => 0.5 + others(i) / 1000),
        classes: 3,
        seed,
        selection: settings({ quota: 150 }),
      });
      return copies.slice(0, 100);
    };
    const alone = copiesOf(1, (i) => i);
    expect([...new Set(alone)].sort()).toEqual([1, 2]);
    expect(copiesOf(1, (i) => 299 - i + (i % 7 === 0 ? 100 : 0))).toEqual(alone);
    expect(copiesOf(2, (i) => i)).not.toEqual(alone);
    // Images get the same copies if half of their class belongs to another one, since the class lacks the same share of its quota as
    // before.
    const two = select({
      predictedClass: Int32Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1)),
      confidence: new Float32Array(100).fill(0.5),
      classes: 2,
      seed: 1,
      selection: settings({ quota: 75 }),
    });
    expect(two.copies.slice(0, 50)).toEqual(alone.slice(0, 50));
  });

  it.each<[string, Partial<SelectionInput>, RegExp]>([
    ['lengths', { confidence: [1] }, /2 predicted classes but 1 confidences/],
    ['classes', { predictedClass: [0, 5] }, /Image 1 has the predicted class 5 of 2/],
    [
      'scores',
      { selection: settings({ ood: { score: 'energy', contrast: false, keep: 0.9 } }) },
      /asks for the score energy/,
    ],
    ['review', { reviews: new Map([[7, { action: 'accept' }]]) }, /review names image 7 of 2/],
    ['relabel', { reviews: new Map([[0, { action: 'relabel', classIndex: 2 }]]) }, /names class 2 of 2/],
  ])('refuses %s that do not fit', (_, over, message) => {
    const input = {
      predictedClass: [0, 1],
      confidence: [1, 1],
      classes: 2,
      seed: 0,
      selection: settings({}),
    };
    expect(() => select({ ...input, ...over })).toThrow(message);
  });

  it('takes a pool of 200,000 images in under a second of processor time', () => {
    const images = 200_000;
    const start = process.cpuUsage();
    select({
      predictedClass: Int32Array.from({ length: images }, (_, i) => i % 100),
      confidence: Float32Array.from({ length: images }, (_, i) => ((i * 7919) % images) / images),
      classes: 100,
      seed: 0,
      selection: settings({ quota: 1500 }),
    });
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1000).toBeLessThan(1000);
  });
});
