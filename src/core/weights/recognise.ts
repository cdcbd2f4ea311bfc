import { studioError } from '../errors';
import { type ArchName, architecture, archNames } from '../network/arch';
import { storedParameters } from '../network/parameters';
import { torchShape } from '../network/torch-layout';
import type { InEach } from '../words/language';

/** Which of our models a file with timm's names holds. */
export interface RecognisedModel {
  readonly arch: ArchName;
  /** Outputs of its classifier; 0 for a file without one. */
  readonly classes: number;
  /** Channels of its images: 3, or 1 for grey ones. */
  readonly channels: number;
}

/** Shapes by tensor name, in PyTorch's order. */
export type TorchShapes = ReadonlyMap<string, readonly number[]>;

/** Whether a tensor is one of PyTorch's counters, which say nothing about the network. */
const isCounter = (name: string) => name.endsWith('.num_batches_tracked');

/**
 * The model whose parameters match a file's tensors in name and shape, whatever the number of classes. Throws `weights-other-model` with
 * the nearest model and the first tensor that differs, `weights-half` if tensors are missing and all others are right.
 */
export function recogniseTimm(tensors: TorchShapes): RecognisedModel {
  const stem = tensors.get('conv_stem.weight');
  if (stem?.length !== 4) throw noEfficientNet(tensors);
  const channels = stem[1];
  const classes = tensors.get('classifier.weight')?.[0] ?? 0;
  const found = archNames.map((arch) => compared(arch, tensors, classes, channels));
  const exact = found.find(({ missing, differing, foreign }) => !missing.length && !differing && !foreign);
  if (exact && (channels === 3 || channels === 1)) return { arch: exact.arch, classes, channels };
  throw refused(
    found.reduce((best, each) => (each.distance < best.distance ? each : best)),
    tensors,
  );
}

interface Comparison {
  readonly arch: ArchName;
  readonly missing: readonly string[];
  /** The first tensor whose shape differs, with the shape that it should have. */
  readonly differing: { readonly name: string; readonly expected: readonly number[] } | null;
  /** The first tensor that the model does not have. */
  readonly foreign: string | null;
  readonly distance: number;
}

function compared(arch: ArchName, tensors: TorchShapes, classes: number, channels: number): Comparison {
  const wanted = timmShapes(arch, classes, channels);
  const missing = [...wanted.keys()].filter((name) => !tensors.has(name));
  const differing = [...wanted].filter(([name, shape]) => {
    const found = tensors.get(name);
    return found !== undefined && String(found) !== String(shape);
  });
  const foreign = [...tensors.keys()].filter((name) => !wanted.has(name) && !isCounter(name));
  const [first] = differing;
  return {
    arch,
    missing,
    differing: first ? { name: first[0], expected: first[1] } : null,
    foreign: foreign[0] ?? null,
    distance: missing.length + differing.length + foreign.length,
  };
}

/** Every tensor of a model in timm, by name; without a classifier for 0 classes. */
export function timmShapes(arch: ArchName, classes: number, channels = 3): Map<string, number[]> {
  const specs = storedParameters(architecture(arch), classes);
  const shapes = new Map(specs.map((spec) => [spec.name, torchShape(spec)]));
  const stem = shapes.get('conv_stem.weight') as number[];
  stem[1] = channels;
  return shapes;
}

function noEfficientNet(tensors: TorchShapes) {
  const [first] = tensors.keys();
  const reason =
    first === undefined
      ? { en: 'it holds no tensor', ko: '텐서가 없음' }
      : {
          en: `it has no "conv_stem.weight"; its first tensor is "${first}"`,
          ko: `"conv_stem.weight"가 없고 첫 텐서는 "${first}"`,
        };
  return studioError('weights-other-model', {
    nearest: { en: 'EfficientNet of timm', ko: 'timm의 EfficientNet' },
    reason,
  });
}

function refused({ arch, missing, differing, foreign }: Comparison, tensors: TorchShapes) {
  if (!differing && !foreign && missing.length > 0)
    return studioError('weights-half', {
      arch,
      missing: String(missing.length),
      all: String(missing.length + tensors.size),
      first: missing[0],
    });
  return studioError('weights-other-model', {
    nearest: arch,
    reason: reasonOf({ differing, foreign }, tensors),
  });
}

function reasonOf(
  { differing, foreign }: Pick<Comparison, 'differing' | 'foreign'>,
  tensors: TorchShapes,
): InEach<string> {
  if (differing) {
    const { name } = differing;
    const [found, expected] = [tensors.get(name) ?? [], differing.expected].map((shape) => shape.join(', '));
    return {
      en: `"${name}" is [${found}] and not [${expected}]`,
      ko: `"${name}"의 크기가 [${expected}]이 아니라 [${found}]`,
    };
  }
  if (foreign)
    return { en: `it has "${foreign}", which that model has not`, ko: `그 모델에 없는 "${foreign}"이 있음` };
  const channels = tensors.get('conv_stem.weight')?.[1];
  return {
    en: `its images have ${channels} channels and not 3 or 1`,
    ko: `이미지의 채널이 3개나 1개가 아니라 ${channels}개`,
  };
}
