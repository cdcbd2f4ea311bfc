import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { describeRecipe, resolveRecipe } from '../recipe';
import {
  auroc,
  fitMahalanobis,
  fitNearest,
  inMemory,
  type OodScoreName,
  type OutputRows,
  oodLimit,
  oodScore,
  oodScoreNames,
  oodScores,
  passedShare,
  type RelativeModel,
  scoreMahalanobis,
  scoreNearest,
} from './index';
import { plainMatrices, solveLower } from './linear';

const { cholesky, invertLower } = plainMatrices;

const scores = fc.array(fc.constantFrom(-2, -1, 0, 0.5, 1, 3), { minLength: 1, maxLength: 40 });

describe('auroc', () => {
  it('matches scikit-learn with ties', () => {
    // scikit-learn 1.9.1: roc_auc_score([1] * 6 + [0] * 5, inside + outside)
    const inside = [0.9, 0.8, 0.8, 0.4, 0.35, 0.1];
    const outside = [0.8, 0.5, 0.35, 0.2, 0.1];
    expect(auroc(inside, outside)).toBeCloseTo(0.6666666666666667, 14);
  });

  it('is the share of pairs in the right order, and mirrors when the sides are exchanged', () => {
    fc.assert(
      fc.property(scores, scores, (inside, outside) => {
        let wins = 0;
        for (const a of inside) for (const b of outside) wins += a > b ? 1 : a === b ? 0.5 : 0;
        expect(auroc(inside, outside)).toBeCloseTo(wins / (inside.length * outside.length), 12);
        expect(auroc(inside, outside) + auroc(outside, inside)).toBeCloseTo(1, 12);
      }),
    );
    expect(auroc([1], [])).toBeNaN();
  });
});

describe('oodLimit', () => {
  it('keeps at least the share asked for, and no score higher would', () => {
    fc.assert(
      fc.property(scores, fc.constantFrom(0.5, 0.8, 0.9, 0.95, 0.99, 1), (held, keep) => {
        const limit = oodLimit(held, keep);
        const kept = (at: number) => held.filter((score) => score >= at).length;
        expect(kept(limit)).toBeGreaterThanOrEqual(keep * held.length - 1e-6);
        const above = held.filter((score) => score > limit).length;
        expect(above).toBeLessThan(keep * held.length);
      }),
    );
  });

  it('drops exactly 5 of 100 at 95 %', () => {
    expect(
      oodLimit(
        Array.from({ length: 100 }, (_, i) => i),
        0.95,
      ),
    ).toBe(5);
    expect(
      oodLimit(
        Array.from({ length: 100 }, (_, i) => i),
        1,
      ),
    ).toBe(0);
  });

  it('refuses no scores and NaN', () => {
    expect(() => oodLimit([], 0.95)).toThrow(/validation images/);
    expect(() => oodLimit([1, Number.NaN], 0.95)).toThrow(/validation images/);
  });
});

describe('passedShare', () => {
  it('is the false positive rate of roc_curve where the true positive rate first reaches 95 %', () => {
    // scikit-learn 1.9.1: fpr[np.argmax(tpr >= 0.95)] of roc_curve([1] * 20 + [0] * 8, inside + outside)
    const inside = Array.from({ length: 20 }, (_, i) => Math.sin(i) + 1);
    const outside = [-0.5, 0.01, 0.02, 0.1, 0.3, 0.9, 1.7, 0.0001];
    expect(passedShare(inside, outside, 0.95)).toBe(0.5);
    expect(passedShare(inside, outside, 1)).toBe(0.875);
    expect(passedShare(inside, [], 0.95)).toBeNaN();
  });
});

describe('scores of the logits', () => {
  const ofLogits = (name: OodScoreName, rows: Float32Array) =>
    oodScore(name).score(null, { features: new Float32Array(0), logits: rows, classes: 3 });
  const logits = Float32Array.of(2, 1, 0.1, 100, -100, 0, -3, -3, -3);
  it('match SciPy', () => {
    // scipy 1.x: logsumexp(L, 1), softmax(L, 1).max(1), the best two of softmax(L, 1), -entropy(softmax(L, 1), axis=1)
    const golden: [OodScoreName, number[]][] = [
      ['energy', [2.4170300162778338, 100, -1.9013877113318902]],
      ['maxlogit', [2, 100, -3]],
      ['maxprob', [0.6590011388859679, 1, 0.3333333333333333]],
      ['margin', [0.416568168181254, 1, 0]],
      ['entropy', [-0.846738178760252, 0, -1.0986122886681096]],
    ];
    for (const [name, expected] of golden) {
      const seen = ofLogits(name, logits);
      expected.forEach((value, i) => {
        expect(seen[i]).toBeCloseTo(value, 6);
      });
    }
  });

  it('give NaN for NaN, which no selection lets pass', () => {
    for (const name of ['energy', 'maxlogit', 'maxprob', 'margin', 'entropy'] as const)
      for (const row of [
        [1, Number.NaN, 2],
        [Number.NaN, 2, 1],
        [2, 1, Number.NaN],
      ])
        expect(ofLogits(name, Float32Array.from(row))[0], `${name} of ${row}`).toBeNaN();
  });

  it('take a class alone for what it is', () => {
    const alone = (name: OodScoreName) =>
      oodScore(name).score(null, {
        features: new Float32Array(0),
        logits: Float32Array.of(3),
        classes: 1,
      })[0];
    expect([alone('margin'), alone('maxprob'), alone('maxlogit')]).toEqual([1, 1, 3]);
  });
});

/** The features behind the scikit-learn goldens: x = sin(1 + 0.7 a (b + 1) + b) + 2 at the label's place. */
const count = 24;
const size = 6;
const labels = Int32Array.from({ length: count }, (_, a) => a % 3);
const features = Float64Array.from({ length: count * size }, (_, at) => {
  const [a, b] = [Math.floor(at / size), at % size];
  return Math.sin(1 + 0.7 * a * (b + 1) + b) + (labels[a] === b ? 2 : 0);
});

/** Features of another kind, and those of one labelled image. */
const others = Float32Array.from([
  ...Array.from({ length: 4 * size }, (_, at) => Math.cos(Math.floor(at / size) + 0.5 * (at % size))),
  ...features.subarray(0, size),
]);

/** The labelled images as a model's outputs, in pieces of `rows` images. */
const labelledOutputs = (rows = count): OutputRows => ({
  images: count,
  *pieces() {
    for (let row = 0; row < count; row += rows) {
      const images = Math.min(count, row + rows) - row;
      const part = Float32Array.from(features.subarray(row * size, (row + images) * size));
      yield { features: part, logits: new Float32Array(3 * images), classes: 3 };
    }
  },
});

describe('relative Mahalanobis', () => {
  it('matches scikit-learn: the distance by classes less that by one LedoitWolf(assume_centered=True) of all', () => {
    const score = oodScore('relative-mahalanobis');
    const model = score.fit(labelledOutputs(), labels);
    expect((model as RelativeModel).all.shrinkage).toBeCloseTo(0.13422505334680962, 6);
    const seen = score.score(model, { features: others, logits: new Float32Array(15), classes: 3 });
    // scikit-learn 1.9.1
    const golden = [
      -9.965949305611412, -10.164238196807183, -11.593933865238071, -21.513041835318486, 0.8217684812144865,
    ];
    golden.forEach((value, i) => {
      expect(seen[i]).toBeCloseTo(value, 4);
    });
  });
});

describe('nearest neighbours', () => {
  // scikit-learn 1.9.1: -NearestNeighbors(n_neighbors=k).fit(normalize(X)).kneighbors(normalize(Q))[0][:, -1]
  const golden: [number, number[]][] = [
    [1, [-0.6644058723348129, -0.7702397230510801, -1.0687990165675234, -1.4826097945797159, 0]],
    [
      3,
      [
        -0.7290179879230989, -0.8925145916220217, -1.4800059920251227, -1.4924775982383836,
        -0.07616284372074411,
      ],
    ],
  ];
  const model = fitNearest(labelledOutputs(), labels);

  it.each(golden)('match scikit-learn, neighbour %i', (k, expected) => {
    const seen = scoreNearest({ ...model, k }, others);
    expected.forEach((value, i) => {
      expect(seen[i]).toBeCloseTo(value, 6);
    });
  });

  it('count the neighbour that is a tenth of a class away, the 50th at most', () => {
    const kFor = (perClass: number) => {
      const images = perClass * 2;
      const rows = {
        features: new Float32Array(images).fill(1),
        logits: new Float32Array(2 * images),
        classes: 2,
      };
      return fitNearest(
        inMemory(rows),
        Array.from({ length: images }, (_, i) => i % 2),
      ).k;
    };
    expect([1, 5, 20, 200, 600, 5000].map(kFor)).toEqual([1, 1, 2, 20, 50, 50]);
  });

  it('compare with 2,048 labelled images in even steps, whatever pieces they come in', () => {
    const images = 10_000;
    const outputs = (rows: number): OutputRows => ({
      images,
      *pieces() {
        for (let row = 0; row < images; row += rows) {
          const length = Math.min(images, row + rows) - row;
          const angles = Float32Array.from({ length: 2 * length }, (_, at) => {
            const angle = (row + (at >> 1)) / images;
            return at % 2 ? Math.sin(angle) : Math.cos(angle);
          });
          yield { features: angles, logits: new Float32Array(length), classes: 1 };
        }
      },
    });
    const taken = fitNearest(outputs(700), new Uint8Array(images));
    expect(taken.rows).toEqual(fitNearest(outputs(images), new Uint8Array(images)).rows);
    const angles = Array.from({ length: 2048 }, (_, i) =>
      Math.atan2(taken.rows[2 * i + 1], taken.rows[2 * i]),
    );
    angles.forEach((angle, i) => {
      expect(angle).toBeCloseTo(Math.floor((i * images) / 2048) / images, 5);
    });
  });

  it('give NaN for features that are no numbers, and the distance 1 for features that are all zero', () => {
    const odd = new Float32Array(2 * size);
    odd[2] = Number.NaN;
    const [none, zero] = scoreNearest(model, odd);
    expect(none).toBeNaN();
    expect(zero).toBeCloseTo(-1, 6);
  });

  it('refuse one image, features that are all zero or no numbers, and those of another model', () => {
    const of = (...rows: number[]) => {
      const outputs = { features: Float32Array.from(rows), logits: new Float32Array(2), classes: 1 };
      return () => fitNearest(inMemory(outputs), [0, 0]);
    };
    const alone = { features: Float32Array.of(1), logits: Float32Array.of(1), classes: 1 };
    expect(() => fitNearest(inMemory(alone), [0])).toThrow(/two labelled training images/);
    expect(of(0, 0, 0, 0)).toThrow(/do not vary/);
    expect(of(1, 2, 3, Number.NaN)).toThrow(/do not vary/);
    expect(() => scoreNearest(model, Float32Array.of(1, 2))).toThrow(/6 features/);
  });
});

describe('Mahalanobis', () => {
  it('matches scikit-learn: LedoitWolf(assume_centered=True) on class-centred features', () => {
    // scikit-learn 1.9.1, shrinkage_ and -min over classes of (x - mu) precision_ (x - mu), x = cos(a + 0.5 b) and one training row
    const model = fitMahalanobis(features, labels);
    expect(model.shrinkage).toBeCloseTo(0.21014513786250827, 12);
    const cosines = Array.from({ length: 4 * size }, (_, at) =>
      Math.cos(Math.floor(at / size) + 0.5 * (at % size)),
    );
    const seen = scoreMahalanobis(model, [...cosines, ...features.subarray(0, size)]);
    const golden = [
      -13.78016650565782, -16.659912114447916, -27.388832194817393, -44.455295054671545, -4.617844593422464,
    ];
    golden.forEach((value, i) => {
      expect(seen[i]).toBeCloseTo(value, 4);
    });
  });

  it('is the same whatever pieces the features come in', () => {
    const whole = fitMahalanobis(features, labels);
    const pieces = function* () {
      for (let row = 0; row < count; row += 5)
        yield features.subarray(row * size, Math.min(count, row + 5) * size);
    };
    const seen = fitMahalanobis({ pieces }, labels);
    expect(seen.shrinkage).toBeCloseTo(whole.shrinkage, 12);
    for (const part of ['centre', 'factor', 'means'] as const)
      whole[part].forEach((value, i) => {
        expect(seen[part][i]).toBeCloseTo(value, 10);
      });
    expect(() => fitMahalanobis({ pieces: () => [[1, 2, 3], [4]] }, [0, 1])).toThrow(
      /two labelled training images/,
    );
  });

  it('does not change when all features are moved and turned in scale', () => {
    const moved = features.map((value) => 3 * value + 100);
    const a = scoreMahalanobis(fitMahalanobis(features, labels), features);
    const b = scoreMahalanobis(fitMahalanobis(moved, labels), moved);
    a.forEach((value, i) => {
      expect(b[i]).toBeCloseTo(value, 3);
    });
  });

  it('holds with fewer images than features and with dead features', () => {
    const wide = new Float32Array(10 * 64);
    const random = new Random(5);
    for (let i = 0; i < wide.length; i++) wide[i] = i % 64 === 7 ? 0 : random.normal();
    const own = scoreMahalanobis(fitMahalanobis(wide, [0, 1, 0, 1, 0, 1, 0, 1, 0, 1]), wide);
    for (const score of own) expect(score).toBeLessThan(0);
    expect(own.every(Number.isFinite)).toBe(true);
  });

  it('takes the spread of all images where no class has two', () => {
    const features = [0, 1, 4, 2, 1, 7, 3, 3];
    const alone = fitMahalanobis(features, [2, 0, 1, 3]);
    const together = fitMahalanobis(features, [0, 0, 0, 0]);
    expect([...alone.factor]).toEqual([...together.factor]);
    expect(alone.shrinkage).toBe(together.shrinkage);
    // Each image is the mean of its class, and a point far from all of them has a low score.
    expect(Math.min(...scoreMahalanobis(alone, features))).toBeCloseTo(0, 12);
    expect(scoreMahalanobis(alone, [40, -40])[0]).toBeLessThan(-100);
  });

  it('refuses features that do not vary, that are not numbers, or of another model', () => {
    expect(() => fitMahalanobis(new Float32Array(8).fill(1), [0, 0, 1, 1])).toThrow(/do not vary/);
    expect(() => fitMahalanobis([1, 2, Number.NaN, 4], [0, 0])).toThrow(/do not vary/);
    expect(() => fitMahalanobis([1, 2, 3], [0, 1])).toThrow(/two labelled training images/);
    expect(() => scoreMahalanobis(fitMahalanobis(features, labels), [1, 2, 3])).toThrow(/6 features/);
  });
});

describe('every score', () => {
  it.each(oodScoreNames)('%s ranks images like the labelled ones above images unlike them', (name) => {
    const random = new Random(11);
    const classes = 3;
    // Features are the logits, near a corner 6 e_c for in-domain images and near the origin for others, followed by as many numbers that
    // are small for labelled images.
    const outputs = (images: number, centre: (i: number, c: number) => number, beside: number) => {
      const logits = new Float32Array(images * classes);
      const features = new Float32Array(images * 2 * classes);
      for (let i = 0; i < images; i++)
        for (let c = 0; c < classes; c++) {
          logits[i * classes + c] = centre(i, c) + 0.5 * random.normal();
          features[2 * i * classes + c] = logits[i * classes + c];
          features[(2 * i + 1) * classes + c] = beside * random.normal();
        }
      return { features, logits, classes };
    };
    const corner = (i: number, c: number) => (i % classes === c ? 6 : 0);
    const train = outputs(90, corner, 0.1);
    const score = oodScore(name);
    const model = score.fit(
      inMemory(train),
      Array.from({ length: 90 }, (_, i) => i % classes),
    );
    const inside = score.score(model, outputs(90, corner, 0.1));
    const outside = score.score(
      model,
      outputs(90, () => 0, 1),
    );
    expect(auroc(inside, outside)).toBeGreaterThan(0.99);
  });

  it('has a name of its own and words in both languages, and may be chosen in a recipe', () => {
    expect(new Set(oodScoreNames).size).toBe(oodScores.length);
    for (const { name, words } of oodScores) {
      expect(name).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(words.en.title.length).toBeLessThan(25);
      for (const { title, help } of [words.en, words.ko]) {
        expect(title).not.toBe('');
        expect(help).toMatch(/\.$/);
      }
      expect(resolveRecipe('quick-cpu', { selection: { ood: { score: name } } }).selection.ood.score).toBe(
        name,
      );
    }
    const field = describeRecipe().find(({ path }) => path === 'selection.ood.score');
    expect(field?.options).toEqual([...oodScoreNames, 'none']);
    for (const { words } of oodScores) expect(field?.words.en.help).toContain(words.en.help);
  });
});

describe('cholesky', () => {
  it('gives back the matrix and solves by it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (n, seed) => {
        const random = new Random(seed);
        const root = Float64Array.from({ length: n * n }, () => random.normal());
        const matrix = new Float64Array(n * n);
        for (let i = 0; i < n; i++)
          for (let j = 0; j < n; j++) {
            for (let k = 0; k < n; k++) matrix[i * n + j] += root[i * n + k] * root[j * n + k];
            if (i === j) matrix[i * n + j] += 0.1;
          }
        const factor = cholesky(matrix, n)!;
        const x = Float64Array.from({ length: n }, () => random.normal());
        const y = x.slice();
        solveLower(factor, n, y);
        const inverse = invertLower(factor, n);
        for (let i = 0; i < n; i++) {
          let solved = 0;
          for (let k = 0; k < n; k++) solved += inverse[i * n + k] * x[k];
          expect(solved).toBeCloseTo(y[i], 8);
          let back = 0;
          for (let k = 0; k < n; k++) back += factor[i * n + k] * y[k];
          expect(back).toBeCloseTo(x[i], 8);
          for (let j = 0; j < n; j++) {
            let product = 0;
            for (let k = 0; k < n; k++) product += factor[i * n + k] * factor[j * n + k];
            expect(product).toBeCloseTo(matrix[i * n + j], 8);
          }
        }
      }),
    );
    expect(cholesky(Float64Array.of(1, 0, 2, 1), 2)).toBeUndefined();
  });
});
