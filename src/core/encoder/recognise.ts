import { studioError } from '../errors';
import type { InEach } from '../words/language';
import type { EncoderCard } from './card';
import { type EncoderGraph, type GraphValue, valueText } from './graph';
import { rangeOf } from './preprocessing';

type Triple = [number, number, number];

/** What a person says about an encoder. */
export interface GivenEncoderFacts {
  readonly imageSize?: number;
  readonly mean?: Triple;
  readonly std?: Triple;
  readonly licence?: string;
  readonly trainedOn?: string;
  /** Name of the output that is to be the features. */
  readonly output?: string;
  readonly pooling?: EncoderCard['output']['pooling'];
}

/** An encoder as its file describes it, before it was run. */
export interface RecognisedEncoder
  extends Pick<EncoderCard, 'input' | 'imageSize' | 'anySize' | 'mean' | 'std' | 'licence' | 'trainedOn'> {
  readonly output: { readonly name: string; readonly element: 'float32' | 'float16' };
}

/**
 * The input and output of a graph as an image encoder. Size, mean and deviation are those that a person gives; otherwise those of the graph
 * (its shapes, its own first operators), of its metadata, or of `config`, a file beside it in the form that model hubs use. Throws
 * `encoder-input`, `encoder-output`, `encoder-outputs`, `encoder-size`, `encoder-facts`.
 */
export function recogniseEncoder(
  graph: EncoderGraph,
  given: GivenEncoderFacts,
  config: unknown,
): RecognisedEncoder {
  const value = imageInput(graph);
  const { input, side } = inputOf(value);
  const output = chosenOutput(graph, given.output);
  const told = { ...configFacts(config), ...metadataFacts(graph.metadata), ...definedIn(given) };
  const asked = given.imageSize ?? side ?? told.imageSize;
  if (side !== null && asked !== side)
    throw studioError('encoder-size', { input: valueText(value), side, size: String(asked) });
  const scaling = scalingOf(graph, input, given) ?? pairOf(told);
  const missing = [...(asked === undefined ? ['size'] : []), ...(scaling ? [] : ['mean', 'std'])];
  if (asked === undefined || !scaling) throw studioError('encoder-facts', { missing: missing.join(', ') });
  const { licence = '', trainedOn = '' } = told;
  return { input, output, imageSize: asked, anySize: side === null, ...scaling, licence, trainedOn };
}

const isImage = ({ shape }: GraphValue) => shape.length === 4 && channelsAt(shape) !== null;

/** The axis of the three colours: after the batch, or at the end; null if there is none. */
function channelsAt(shape: GraphValue['shape']): 1 | 3 | null {
  if (shape[1] === 3) return 1;
  return shape[3] === 3 ? 3 : null;
}

function imageInput({ inputs }: EncoderGraph): GraphValue {
  const [image, ...more] = inputs.filter(isImage);
  const others = inputs.filter((each) => each !== image);
  const seen = inputs.map(valueText).join('; ') || '–';
  if (!image) throw refusedInput(seen, { en: 'none of them is an image', ko: '이미지 입력이 없음' });
  if (more.length > 0 || others.length > 0)
    throw refusedInput(seen, {
      en: 'it needs more than one image',
      ko: '이미지 하나 말고도 필요한 입력이 있음',
    });
  return image;
}

const refusedInput = (inputs: string, reason: InEach<string>) =>
  studioError('encoder-input', { inputs, reason });

function inputOf(value: GraphValue): { input: EncoderCard['input']; side: number | null } {
  const { name, element, shape } = value;
  const seen = valueText(value);
  if (element !== 'float32' && element !== 'float16' && element !== 'uint8')
    throw refusedInput(seen, {
      en: `its numbers are ${element}, and not float32, float16 or uint8`,
      ko: `숫자 형식이 float32, float16, uint8이 아니라 ${element}`,
    });
  const first = channelsAt(shape) === 1;
  const [height, width] = first ? shape.slice(2) : shape.slice(1, 3);
  if (typeof height === 'number' && typeof width === 'number' && height !== width)
    throw refusedInput(seen, { en: 'its images are not square', ko: '이미지가 정사각형이 아님' });
  const side = [height, width].find((each) => typeof each === 'number') ?? null;
  const [batch] = shape;
  return {
    input: {
      name,
      element,
      layout: first ? 'channels-first' : 'channels-last',
      batch: typeof batch === 'number' ? batch : null,
    },
    side: side as number | null,
  };
}

const isFloat = (value: GraphValue): value is GraphValue & { element: 'float32' | 'float16' } =>
  value.element === 'float32' || value.element === 'float16';

/** The one output that can be features, or the one that a person names. */
function chosenOutput({ outputs }: EncoderGraph, asked: string | undefined): RecognisedEncoder['output'] {
  const listed = outputs.map(valueText).join('; ');
  const fit = outputs.filter(isFloat).filter(({ shape }) => shape.length === 0 || shape.length > 1);
  if (asked !== undefined) {
    const named = outputs.find(({ name }) => name === asked);
    if (!named) throw studioError('encoder-output-unknown', { output: asked, outputs: listed });
    if (!fit.some(({ name }) => name === asked))
      throw studioError('encoder-output', { outputs: valueText(named) });
    return { name: named.name, element: named.element as 'float32' };
  }
  const [only, ...others] = fit;
  if (!only) throw studioError('encoder-output', { outputs: listed });
  if (others.length > 0) throw studioError('encoder-outputs', { outputs: listed });
  return { name: only.name, element: only.element };
}

/**
 * The mean and deviation that turn bytes into what the graph takes, if the graph normalises them itself and nobody says otherwise; null if
 * not.
 */
function scalingOf(
  graph: EncoderGraph,
  { name, element }: EncoderCard['input'],
  { mean, std }: GivenEncoderFacts,
): { mean: Triple; std: Triple } | null {
  const range = element === 'uint8' ? 255 : rangeOf(graph, name);
  if (range === null || mean || std) return null;
  const unit = 1 / range;
  return { mean: [0, 0, 0], std: [unit, unit, unit] };
}

const pairOf = ({ mean, std }: GivenEncoderFacts) => (mean && std ? { mean, std } : null);

/** What the metadata of an ONNX file says, by the names that exporters use; values are JSON or numbers with commas. */
function metadataFacts(metadata: Readonly<Record<string, string>>): GivenEncoderFacts {
  const read = (...names: string[]) =>
    names.flatMap((name) => (metadata[name] === undefined ? [] : numbersIn(metadata[name])));
  const [mean, std] = [read('mean', 'image_mean'), read('std', 'image_std')];
  const size = read('input_size', 'image_size', 'imgsz', 'size').at(-1);
  const licence = metadata.license ?? metadata.licence;
  return definedIn({
    imageSize: isSide(size) ? size : undefined,
    mean: tripleOf(mean),
    std: tripleOf(std),
    licence: licence || undefined,
  });
}

/** Facts from a file beside a model: `preprocessor_config.json` of transformers, or `config.json` of timm. */
function configFacts(config: unknown): GivenEncoderFacts {
  const told = (config ?? {}) as Record<string, unknown>;
  const inner = (told.pretrained_cfg ?? told) as Record<string, unknown>;
  const { crop_size: crop, size, input_size: input, license } = inner;
  const sides = [crop, size].map((each) => {
    const sized = (each ?? {}) as Record<string, unknown>;
    return typeof each === 'number' ? each : (sized.height ?? sized.shortest_edge);
  });
  const side = [...sides, Array.isArray(input) ? input.at(-1) : undefined].find(isSide);
  return definedIn({
    imageSize: side,
    mean: tripleOf(inner.image_mean ?? inner.mean),
    std: tripleOf(inner.image_std ?? inner.std),
    licence: typeof license === 'string' ? license : undefined,
  });
}

function numbersIn(text: string): number[] {
  const numbers = text.split(/[\s,[\]()]+/).filter(Boolean);
  return numbers.map(Number).filter(Number.isFinite);
}

const isSide = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 8 && value <= 2048;

function tripleOf(value: unknown): Triple | undefined {
  const isThree =
    Array.isArray(value) && value.length === 3 && value.every((each) => typeof each === 'number');
  return isThree ? (value as Triple) : undefined;
}

const definedIn = (facts: GivenEncoderFacts): GivenEncoderFacts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
