import type { CorruptionWords } from '../corruptions/corruption';
import { wordsByName } from '../corruptions/table';
import type { Language } from '../words/language';
import { brightness } from './ops/brightness';
import { gaussianNoise } from './ops/gaussian-noise';
import { motionBlur } from './ops/motion-blur';
import { rotate } from './ops/rotate';
import { scale } from './ops/scale';
import { shotNoise } from './ops/shot-noise';
import { snow } from './ops/snow';
import { tilt } from './ops/tilt';
import { translate } from './ops/translate';
import { zoomBlur } from './ops/zoom-blur';
import type { Perturbation } from './perturbation';

/** Every perturbation, one line each, in the order of the paper. Command line, window and report follow from this table. */
export const perturbations = [
  gaussianNoise,
  shotNoise,
  motionBlur,
  zoomBlur,
  snow,
  brightness,
  translate,
  rotate,
  tilt,
  scale,
] as const;

export type PerturbationName = (typeof perturbations)[number]['name'];

const table = perturbations as readonly unknown[] as readonly Perturbation<PerturbationName>[];

export const perturbationNames = table.map(({ name }) => name) as [PerturbationName, ...PerturbationName[]];

/** Typed as a general perturbation, because its parameters are only passed to its own `frames`. */
export function perturbationOf(name: PerturbationName): Perturbation<PerturbationName> {
  return table.find((each) => each.name === name) as Perturbation<PerturbationName>;
}

/** One kind of words of every perturbation by name, in a language of the window. */
export const perturbationWords = (language: Language, kind: keyof CorruptionWords) =>
  wordsByName(table, language, kind);
