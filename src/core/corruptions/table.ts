import type { Language } from '../words/language';
import type { Corruption, CorruptionWords, PublishedChange } from './corruption';
import { brightness } from './ops/brightness';
import { contrast } from './ops/contrast';
import { defocusBlur } from './ops/defocus-blur';
import { elasticTransform } from './ops/elastic-transform';
import { fog } from './ops/fog';
import { frost } from './ops/frost';
import { gaussianBlur } from './ops/gaussian-blur';
import { gaussianNoise } from './ops/gaussian-noise';
import { glassBlur } from './ops/glass-blur';
import { impulseNoise } from './ops/impulse-noise';
import { jpegCompression } from './ops/jpeg-compression';
import { motionBlur } from './ops/motion-blur';
import { pixelate } from './ops/pixelate';
import { saturate } from './ops/saturate';
import { shotNoise } from './ops/shot-noise';
import { snow } from './ops/snow';
import { spatter } from './ops/spatter';
import { speckleNoise } from './ops/speckle-noise';
import { zoomBlur } from './ops/zoom-blur';

/**
 * Every corruption, one line each, in the order of the paper, with the extra ones last. Command line, window and report follow from this
 * table.
 */
export const corruptions = [
  gaussianNoise,
  shotNoise,
  impulseNoise,
  defocusBlur,
  glassBlur,
  motionBlur,
  zoomBlur,
  snow,
  frost,
  fog,
  brightness,
  contrast,
  elasticTransform,
  pixelate,
  jpegCompression,
  speckleNoise,
  gaussianBlur,
  spatter,
  saturate,
] as const;

export type CorruptionName = (typeof corruptions)[number]['name'];

const table = corruptions as readonly unknown[] as readonly Corruption<CorruptionName>[];

export const corruptionNames = table.map(({ name }) => name) as [CorruptionName, ...CorruptionName[]];

/** The 15 corruptions of the benchmark, over which the mean is taken. */
export const benchmarkNames: readonly CorruptionName[] = table
  .filter(({ extra }) => !extra)
  .map(({ name }) => name);

/** Typed as a general corruption, because its parameters are only passed to its own `apply`. */
export function corruptionOf(name: CorruptionName): Corruption<CorruptionName> {
  return table.find((each) => each.name === name) as Corruption<CorruptionName>;
}

/** One kind of words of every corruption by name, in a language of the window. */
export const corruptionWords = (language: Language, kind: keyof CorruptionWords) =>
  wordsByName(table, language, kind);

/** The same for any table of changes. */
export function wordsByName<Name extends string>(
  changes: readonly PublishedChange<Name, unknown>[],
  language: Language,
  kind: keyof CorruptionWords,
): Record<Name, string> {
  const entries = changes.map(({ name, words }) => [name, words[language][kind]]);
  return Object.fromEntries(entries) as Record<Name, string>;
}
