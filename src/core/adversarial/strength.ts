/** In the order in which they are measured and shown. */
export const attackNames = ['fgsm', 'pgd'] as const;
export type AttackName = (typeof attackNames)[number];

/** Titles as they stand in every language. */
export const attackTitles: Readonly<Record<AttackName, string>> = { fgsm: 'FGSM', pgd: 'PGD' };

/** The most by which a pixel may change, of 255, where nothing else is asked for; 0, the clean images, is measured always. */
export const defaultEpsilons: readonly number[] = [1, 2, 4, 8, 16];

/** The ε of the one number that stands beside the accuracy of a model. */
export const comparedEpsilon = 2;

/** Steps of PGD where nothing else is asked for. */
export const defaultSteps = 10;

/** Images that are attacked where nothing else is asked for: PGD takes some 160 times as long as a prediction. */
export const defaultImages = 1000;

/** Images that are kept as they were attacked, to be looked at. */
export const keptExamples = 6;

/** Increased whenever an attack's output changes: earlier results are then measured again, never mixed with new ones. */
export const attacksVersion = 1;

/** An attack and how much of it. */
export interface Strength {
  readonly attack: AttackName;
  /** Gradients that it takes: 1 of FGSM. */
  readonly steps: number;
  /** The most by which a pixel changes, of 255. */
  readonly epsilon: number;
}

/** What is asked for; the defaults where left out. */
export interface AskedAttacks {
  /** The most images. */
  readonly images?: number;
  readonly attacks?: readonly AttackName[];
  readonly epsilons?: readonly number[];
  readonly steps?: number;
}

/** FGSM at every ε, then PGD; ε 0 is no attack. */
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

/** Images that were shown under an attack, and those of them that were read right. */
export interface AttackResult extends Strength {
  readonly shown: number;
  readonly right: number;
}

/** What a model said of one set of images, clean and attacked, as far as it was measured. */
export interface AttackedResults {
  readonly images: number;
  /** Of clean images; null before any was shown. */
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

/** The curves of what was measured on all images: by attack, then by steps. Empty before the clean images were. */
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

/** The accuracy under an attack at ε, of its most steps; null where that was not measured. */
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

/** Of the clean images and every strength, how many were measured on all images. */
export function measuredOf(measured: AttackedResults, wanted: readonly Strength[]): number {
  const { images, clean, results } = measured;
  const whole = results.filter(({ shown }) => shown === images);
  const done = wanted.filter((strength) => whole.some((each) => isSameStrength(each, strength)));
  return done.length + (clean?.shown === images ? 1 : 0);
}

/** The middle of what `perturbationPixels` shows: nothing is changed. */
const unchanged = 128;

/**
 * What an attack changed, made visible: uint8, grey where it changed nothing, and magnified until a change by ε is black or white. Both
 * are `[size]`.
 */
export function perturbationPixels(clean: Uint8Array, attacked: Float32Array, epsilon: number): Uint8Array {
  return Uint8Array.from(
    clean,
    (value, i) => unchanged + Math.round((127 * (attacked[i] - value)) / epsilon),
  );
}

/** The attacked image of that perturbation, as it is looked at: levels are whole. */
export function attackedPixels(clean: Uint8Array, perturbation: Uint8Array, epsilon: number): Uint8Array {
  return Uint8Array.from(clean, (value, i) =>
    Math.max(0, Math.min(255, Math.round(value + ((perturbation[i] - unchanged) * epsilon) / 127))),
  );
}
