import os from 'node:os';
import { type ContestResult, photoNoise } from './side';

const works = {
  training: 'A training step: forward, backward, SGD with momentum; dropout 0.2, stochastic depth 0.8.',
  inference:
    'Logits of images that lie in memory as uint8, batch normalisation folded where the side does that. Without a GPU the studio labels by onnxruntime, from its own graph and in parts that stay in the cache.',
  batches: `Batches of photographs without a step: random crop from ${photoNoise.cropArea} of the area, mirror, RandAugment ${photoNoise.ops} at ${photoNoise.magnitude}, ${photoNoise.workers} threads or processes. The studio reads its cache of decoded pixels, PyTorch decodes 640 x 480 JPEG files.`,
  files: 'The same batches with the training step behind them.',
} as const;

/** `bench/RESULTS.md`: a table of each kind of work. */
export function resultsPage(results: readonly ContestResult[], versions: Record<string, string>): string {
  const parts = (Object.keys(works) as (keyof typeof works)[]).map((work) => {
    const rows = results.filter(({ contest }) => contest.work === work);
    return rows.length === 0 ? '' : `## ${work}\n\n${works[work]}\n\n${table(rows)}\n`;
  });
  return `${head(versions)}\n${parts.filter((part) => part !== '').join('\n')}`;
}

function head(versions: Record<string, string>): string {
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `# The studio beside its peers

Made by \`npm run bench -- peers\` on ${new Date().toISOString().slice(0, 10)}: ${os.cpus()[0]?.model.trim()}, ${os.availableParallelism()} cores, float32 unless told.
${libraries.join(', ')}; TensorFlow of the studio as \`npm run setup\` installs it.

Every side does a round in turn, so that what else the machine does hits all alike. Speeds are images a second, the median of the turns. Ratios are the
studio's speed over the peer's, the median of the turns' own ratios: above 1 the studio is faster. Networks are equal to the number of
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
