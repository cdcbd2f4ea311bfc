import os from 'node:os';
import { type ContestResult, photoNoise } from './side';

const works = {
  training:
    'A training step: forward pass, backward pass, and SGD with momentum; dropout 0.2, stochastic depth 0.8.',
  inference:
    'Logits for images in memory as uint8, with batch normalisation folded if the side does that. Without a GPU the studio predicts with onnxruntime, from its own graph and in parts that fit into the CPU cache.',
  batches: `Batches of photographs without a training step: random crop from ${photoNoise.cropArea} of the area, mirror, RandAugment ${photoNoise.ops} at ${photoNoise.magnitude}, ${photoNoise.workers} threads or processes. The studio reads its cache of decoded pixels; PyTorch decodes 640 x 480 JPEG files.`,
  files: 'The same batches, followed by the training step.',
} as const;

/** The text of `bench/RESULTS.md`, with a table for each kind of work. */
export function resultsPage(results: readonly ContestResult[], versions: Record<string, string>): string {
  const parts = (Object.keys(works) as (keyof typeof works)[]).map((work) => {
    const rows = results.filter(({ contest }) => contest.work === work);
    return rows.length === 0 ? '' : `## ${work}\n\n${works[work]}\n\n${table(rows)}\n`;
  });
  return `${head(versions)}\n${parts.filter((part) => part !== '').join('\n')}`;
}

function head(versions: Record<string, string>): string {
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# The studio compared with its peers

Made by \`npm run bench -- peers\` on ${new Date().toISOString().slice(0, 10)}: ${os.cpus()[0]?.model.trim()}, ${os.availableParallelism()} cores, float32 unless stated.
${libraries.join(', ')}; the studio uses TensorFlow as \`npm run setup\` installs it.

All sides take turns, so that other work on the machine affects them all alike. Speeds are in images per second, as the median over the turns. A ratio is the
studio's speed divided by the peer's, as the median of the ratios of each turn: above 1, the studio is faster. All sides train networks with the same number of
parameters; *onnxruntime* and *OpenVINO* run the ONNX file that the studio exports.
`;
}

function table(rows: readonly ContestResult[]): string {
  const names = [...new Set(rows.flatMap(({ sides }) => sides.slice(1).map(({ name }) => name)))];
  const lines = rows.map(({ contest: { model, size, batch }, sides }) => {
    const cells = names.map((name) => {
      const side = sides.find((each) => each.name === name);
      return side ? `${side.imagesPerSecond.toFixed(1)} (**${side.ratio.toFixed(2)}**)` : '–';
    });
    return [`${model}, ${size} pixels, batch ${batch}`, sides[0].imagesPerSecond.toFixed(1), ...cells];
  });
  const header = ['', 'studio', ...names];
  const rule = header.map((_, i) => (i === 0 ? '---' : '---:'));
  return [header, rule, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
