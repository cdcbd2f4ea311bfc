import { studioError } from '../errors';
import { architecture } from '../network/arch';
import type { WeightsCard } from './card';
import type { RecognisedModel } from './recognise';
import { readTimmName, type TimmName } from './timm-name';
import { imageNetImages, type TimmFacts, timmWeights } from './timm-weights';

/** A card without the facts that only the file itself contains. */
export type WeightsFacts = Omit<WeightsCard, 'classes' | 'sha256' | 'source'>;

/** Facts that a person gives, or a file beside the weights; what is left out follows from the name. */
export type GivenFacts = Partial<
  Pick<WeightsCard, 'imageSize' | 'mean' | 'std' | 'crop' | 'interpolation' | 'licence' | 'trainedOn'>
>;

export interface WeightsOrigin {
  /** The name that a person gave. */
  readonly asked: string | null;
  /** What a `config.json` beside the file says (as the model hub has it). */
  readonly config: unknown;
  /** Where the file lies: its name, or a folder's, may be that of the weights. */
  readonly path: string;
  readonly given: GivenFacts;
}

/**
 * Which of timm's weights a file holds, and what its images have to look like: tensors of the same shapes are trained with different
 * padding, mean and deviation, so that a name is needed. The name is the one that a person gave, otherwise that of a `config.json` beside
 * the file, otherwise one found in the names of the file and its folders. Throws `weights-nameless`, `weights-name-unknown`,
 * `weights-name-differs`.
 */
export function identify(model: RecognisedModel, origin: WeightsOrigin): WeightsFacts {
  const { name, facts } = origin.asked === null ? found(model, origin) : named(model, origin.asked);
  if (name.arch !== model.arch)
    throw studioError('weights-name-differs', { name: name.name, named: name.arch, arch: model.arch });
  const known = timmWeights[name.name] ?? defaultOf(name);
  const { arch, padding, batchNormEpsilon } = name;
  return { ...known, name: name.name, arch, padding, batchNormEpsilon, ...facts, ...origin.given };
}

/** Reads the name that a person gave. A name with a tag has to be one of timm's; a name without a tag stands for timm's default weights. */
function named(model: RecognisedModel, asked: string): { name: TimmName; facts: GivenFacts } {
  const name = readTimmName(asked);
  if (!name || name.name !== asked || !(timmWeights[asked] || name.tag === ''))
    throw studioError('weights-name-unknown', { name: asked, candidates: candidatesFor(model) });
  return { name, facts: {} };
}

function found(
  model: RecognisedModel,
  { config, path }: WeightsOrigin,
): { name: TimmName; facts: GivenFacts } {
  const told = configFacts(config);
  if (told) return told;
  const parts = path.split(/[\\/]/).reverse();
  const names = parts.map(readTimmName).filter((name) => name !== null);
  const name = names.find((each) => timmWeights[each.name]);
  if (name) return { name, facts: {} };
  throw studioError('weights-nameless', { arch: model.arch, candidates: candidatesFor(model) });
}

/** Facts of a network that somebody trained: its images are assumed to be like those of timm's first weights of that network. */
function defaultOf({ architecture: name, arch }: TimmName): TimmFacts {
  const first = Object.keys(timmWeights).find((each) => each.startsWith(`${name}.`));
  const usual = { ...imageNetImages, imageSize: architecture(arch).resolution };
  return { ...(first ? timmWeights[first] : usual), licence: '', trainedOn: '' };
}

function candidatesFor({ arch }: RecognisedModel): string {
  return Object.keys(timmWeights)
    .filter((name) => readTimmName(name)?.arch === arch)
    .join(', ');
}

/** The facts that timm writes beside weights that it publishes; null for anything else. */
function configFacts(config: unknown): { name: TimmName; facts: GivenFacts } | null {
  const { architecture, pretrained_cfg: told } = (config ?? {}) as Record<string, unknown>;
  if (typeof architecture !== 'string') return null;
  const facts = (typeof told === 'object' && told !== null ? told : {}) as Record<string, unknown>;
  const tag = typeof facts.tag === 'string' && /^[a-z0-9_]+$/.test(facts.tag) ? `.${facts.tag}` : '';
  const name = readTimmName(architecture + tag);
  if (!name) return null;
  const { input_size: input, crop_pct: crop, mean, std, interpolation, license: licence } = facts;
  const size = Array.isArray(input) ? input.at(-1) : undefined;
  return {
    name,
    facts: {
      ...(typeof size === 'number' ? { imageSize: size } : {}),
      ...(typeof crop === 'number' ? { crop } : {}),
      ...(isTriple(mean) ? { mean } : {}),
      ...(isTriple(std) ? { std } : {}),
      ...(typeof interpolation === 'string' ? { interpolation } : {}),
      ...(typeof licence === 'string' ? { licence } : {}),
    },
  };
}

const isTriple = (value: unknown): value is [number, number, number] =>
  Array.isArray(value) && value.length === 3 && value.every((each) => typeof each === 'number');
