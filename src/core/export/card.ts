import { wilson } from '../metrics/interval';
import { counted } from '../words/counted';
import { percentText, withSpaces } from '../words/shares';
import type { AccuracyFacts, ModelAbout, ModelFacts } from './facts';
import type { FolderFormat } from './formats';
import { fitWords } from './python-read';
import { sampleOf } from './samples';

/** The model that a card describes. */
export interface CardModel extends ModelAbout {
  readonly parameters: number;
}

/**
 * The README of an exported folder: what the model is, how it is used, what it was trained on and how accurate it is, with all that is
 * needed to judge and to reproduce it. Markdown.
 */
export function modelCard(model: CardModel, format: FolderFormat): string {
  const { arch, imageSize, classNames, facts } = model;
  const parts = [
    `# ${facts.experiment}: ${facts.model}`,
    `An image classifier of ${counted(classNames.length, 'class', 'classes')}, exported by Noisy Studio ${facts.version} on ${day(facts.created)}. ${arch.name}, ${millions(model.parameters)} million parameters, ${imageSize} × ${imageSize} pixels.`,
    `## Use\n\n${holds[format]}\n\n${fenced(sampleOf(format, { path: 'FOLDER', imageSize, fit: model.fit }))}`,
    `## Pictures\n\n${pictures(model)}`,
    `## Classes and images\n\n${images(model)}`,
    `## Accuracy\n\n${accuracy(facts)}`,
    `## Training\n\n${training(facts)}`,
    `## Licence\n\n${licence(facts)}`,
    `## Hashes and versions\n\n${provenance(facts)}`,
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A description of the files beside the card. */
const holds: Readonly<Record<FolderFormat, string>> = {
  folder:
    '`predict.py` shows files and folders to the model and prints CSV: file, class, probability. It needs Python 3.9 or later and the three packages of `requirements.txt`; no TensorFlow and no Noisy Studio. `model.onnx` is the model with its preprocessing, `labels.json` the classes in the order of its outputs. `--all` adds the probability of every class. Pictures of more than 8 bits a channel and HEIC are read by the studio alone.',
  savedmodel:
    'A TensorFlow SavedModel. Its signature `serving_default` takes `images`, uint8 RGB `[n, size, size, 3]`, any n, and gives `probabilities` and `logits` `[n, classes]` and `features` `[n, length]`. The classes, in the order of the outputs, are in `assets.extra/labels.txt`.',
  tfjs: 'A TensorFlow.js graph model for the browser and Node: `model.json` and its weights, loaded with `tf.loadGraphModel`. It takes `images`, RGB 0 to 255 as int32 `[n, size, size, 3]`, any n, and gives `probabilities` and `logits` `[n, classes]` and `features` `[n, length]`. The classes, in the order of the outputs, are in `labels.json`.',
};

const fenced = ({ language, code }: { language: string; code: string }) =>
  `\`\`\`${language}\n${code.trimEnd()}\n\`\`\``;

function pictures({ imageSize, mean, std, fit = 'cover' }: CardModel): string {
  const numbers = (values: readonly number[]) => values.map((value) => String(value)).join(', ');
  return `The model takes RGB of ${imageSize} × ${imageSize} pixels, 0 to 255; mean (${numbers(mean)}) and deviation (${numbers(std)}) of 255 are inside. A picture is made so: turned upright by its EXIF orientation, transparency laid over white, ${fitWords[fit](String(imageSize))}. ${fit === 'cover' ? 'What lies beside the middle square is not seen. ' : ''}Another way to resize costs agreement with the accuracy below.`;
}

function images({ classNames, facts }: CardModel): string {
  const splits = facts.images;
  const head = ['class', ...splits.map(({ split }) => split)];
  const rows = classNames.map((name, i) => [cell(name), ...splits.map(({ byClass }) => number(byClass[i]))]);
  const sums = ['all', ...splits.map((split) => number(split.images))];
  const learnt =
    facts.pseudoLabelled === null
      ? ''
      : `\n\nBesides the labelled images it learnt from ${counted(facts.pseudoLabelled, 'image', 'images')} that its teacher labelled (pseudo-labels).`;
  return `Labelled images of each class in the project at the export; \`all\` counts images without a label too.\n\n${table(head, [...rows, sums])}${learnt}`;
}

function accuracy({ accuracy: measured }: ModelFacts): string {
  if (measured.length === 0)
    return 'It was not measured: the project has no test images, or they were not shown to it.';
  const rows = measured.map((each) => {
    const interval = wilson(each.right, each.images);
    return [
      each.split,
      number(each.images),
      percent(each.right / each.images),
      interval ? `${percent(interval.low)} to ${percent(interval.high)}` : '',
      each.balanced === null ? '' : percent(each.balanced),
    ];
  });
  const notes = measured.map(noteOf).filter((note) => note !== null);
  const head = ['split', 'images', 'accuracy', '95 % interval (Wilson)', 'mean of the classes'];
  return [table(head, rows), ...notes].join('\n\n');
}

function noteOf({ split, note }: AccuracyFacts): string | null {
  if (note) return note;
  return split === 'validation'
    ? 'The model was chosen by its validation images, so that figure is too good rather than too bad.'
    : null;
}

function training({ recipe, experiment, model, run, seed }: ModelFacts): string {
  return `${model} of the experiment "${experiment}", run ${run}, seed ${seed}, recipe \`${recipe.name}\`:\n\n\`\`\`yaml\n${recipe.yaml.trimEnd()}\n\`\`\``;
}

function licence({ initialWeights }: ModelFacts): string {
  if (initialWeights.length === 0)
    return 'Its weights were trained from random numbers: no licence of others lies on them but what comes with the images.';
  const lines = initialWeights.map(({ name, card }) =>
    card
      ? `- \`${name}\`: ${card.licence}; ${card.source}, sha256 \`${card.sha256}\``
      : `- \`${name}\`: its card is no longer in the library; look up its licence`,
  );
  return `Its training, or that of a teacher it learnt from, began with these weights:\n\n${lines.join('\n')}\n\nImages that it was trained on may bring terms of their own.`;
}

function provenance({ weightsHash, versions, created }: ModelFacts): string {
  const lines = [
    ['exported', created],
    ['weights (sha256)', weightsHash ? `\`${weightsHash}\`` : 'not kept by the version that trained it'],
    ...Object.entries(versions),
  ];
  return lines.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n');

/** Escapes a name that may hold characters with a meaning in Markdown. */
const cell = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/[\\|`*_<>[\]]/g, '\\$&');
const number = (value: number) => value.toLocaleString('en');
const percent = (share: number) => withSpaces(percentText(share));
const millions = (parameters: number) => (parameters / 1e6).toPrecision(3);
const day = (iso: string) => iso.slice(0, 10);
