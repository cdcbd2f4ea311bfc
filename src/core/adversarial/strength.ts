/** In the order in which they are measured and shown. */
export const attackNames = ['fgsm', 'pgd'] as const;
export type AttackName = (typeof attackNames)[number];

/** Titles, the same in every language. */
export const attackTitles: Readonly<Record<AttackName, string>> = { fgsm: 'FGSM', pgd: 'PGD' };

/** The default values of ε, the largest change of a pixel in levels of 0 to 255. Clean images (ε = 0) are always measured as well. */
export const defaultEpsilons: readonly number[] = [1, 2, 4, 8, 16];

/** The ε of the single figure that is shown beside the accuracy of a model. */
export const comparedEpsilon = 2;

/** The default number of PGD steps. */
export const defaultSteps = 10;

/** The default number of attacked images: PGD takes some 160 times as long as a prediction. */
export const defaultImages = 1000;

/** How many attacked images are kept to be looked at. */
export const keptExamples = 6;

/** Increased whenever an attack's output changes: earlier results are then measured again, never mixed with new ones. */
export const attacksVersion = 1;

/** An attack and how strong it is. */
export interface Strength {
  readonly attack: AttackName;
  /** The number of gradients that it computes; 1 for FGSM. */
  readonly steps: number;
  /** The largest change of a pixel, in levels of 0 to 255. */
  readonly epsilon: number;
}

/** The attacks that a person asks for; what is left out has its default. */
export interface AskedAttacks {
  /** The largest number of images. */
  readonly images?: number;
  readonly attacks?: readonly AttackName[];
  readonly epsilons?: readonly number[];
  readonly steps?: number;
}

/** FGSM at every ε, then PGD at every ε; 0 is left out, since it is no attack. */
export function strengthsOf({
  attacks = attackNames,
  epsilons = defaultEpsilons,
  steps = defaultSteps,
}: AskedAttacks): Strength[] {
  const ascending = [...new Set(epsilons)].filter((epsilon) => epsilon > 0).sort((a, b) => a - b);
  return attackNames
    .filter((name) => attacks.includes(name))
    .flatMap((attack) =>
      ascending.map((epsilon) => ({ attack, steps: attack === 'fgsm' ? 1 : steps, epsilon })),
    );
}

export const isSameStrength = (one: Strength, other: Strength): boolean =>
  one.attack === other.attack && one.steps === other.steps && one.epsilon === other.epsilon;

/** How many images were shown under an attack, and how many of them were classified correctly. */
export interface AttackResult extends Strength {
  readonly shown: number;
  readonly right: number;
}

/** A model's results on one set of images, clean and attacked, as far as they were measured. */
export interface AttackedResults {
  readonly images: number;
  /** The results on clean images; null before any was shown. */
  readonly clean: { readonly shown: number; readonly right: number } | null;
  readonly results: readonly AttackResult[];
}

/** A point of a curve. */
export interface AttackPoint {
  readonly epsilon: number;
  readonly right: number;
  readonly accuracy: number;
}

/** Accuracy against ε under an attack, ascending from the clean images at 0. */
export interface AttackCurve {
  readonly attack: AttackName;
  readonly steps: number;
  readonly points: readonly AttackPoint[];
}

/** The curves of the results that cover all images, by attack, then by steps. Empty until the clean images are measured. */
export function curvesOf({ images, clean, results }: AttackedResults): AttackCurve[] {
  if (clean?.shown !== images) return [];
  const whole = results.filter(({ shown }) => shown === images);
  const point = (epsilon: number, right: number) => ({ epsilon, right, accuracy: right / images });
  return attackNames.flatMap((attack) => {
    const own = whole.filter((each) => each.attack === attack);
    const steps = [...new Set(own.map((each) => each.steps))].sort((a, b) => a - b);
    return steps.map((count) => ({
      attack,
      steps: count,
      points: [
        point(0, clean.right),
        ...own
          .filter((each) => each.steps === count)
          .sort((a, b) => a.epsilon - b.epsilon)
          .map(({ epsilon, right }) => point(epsilon, right)),
      ],
    }));
  });
}

/** The accuracy under an attack at ε with the largest number of steps; null if it was not measured. */
export function attackedAccuracy(
  measured: AttackedResults,
  attack: AttackName,
  epsilon: number,
): number | null {
  const found = curvesOf(measured).flatMap((curve) =>
    curve.attack === attack ? curve.points.filter((point) => point.epsilon === epsilon) : [],
  );
  return found.at(-1)?.accuracy ?? null;
}

/** How many of the wanted strengths were measured on all images, plus one if the clean images were. */
export function measuredOf(measured: AttackedResults, wanted: readonly Strength[]): number {
  const { images, clean, results } = measured;
  const whole = results.filter(({ shown }) => shown === images);
  const done = wanted.filter((strength) => whole.some((each) => isSameStrength(each, strength)));
  return done.length + (clean?.shown === images ? 1 : 0);
}

/** The grey level at which `perturbationPixels` shows an unchanged pixel. */
const unchanged = 128;

/**
 * The changes of an attack made visible, uint8: grey if a pixel did not change, and magnified so that a change by ε is black or white. Both
 * images are `[size]`.
 */
export function perturbationPixels(clean: Uint8Array, attacked: Float32Array, epsilon: number): Uint8Array {
  return Uint8Array.from(
    clean,
    (value, i) => unchanged + Math.round((127 * (attacked[i] - value)) / epsilon),
  );
}

/** The attacked image for such a perturbation, for display: its levels are whole numbers. */
export function attackedPixels(clean: Uint8Array, perturbation: Uint8Array, epsilon: number): Uint8Array {
  return Uint8Array.from(clean, (value, i) =>
    Math.max(0, Math.min(255, Math.round(value + ((perturbation[i] - unchanged) * epsilon) / 127))),
  );
}
