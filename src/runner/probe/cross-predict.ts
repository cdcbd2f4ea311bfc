import { crossPredict } from '../../core/likeness/cross-predict';
import type { Hooks } from '../job/hooks';
import type { CrossPredictJob, CrossPredictResult } from '../job/messages';
import { takeTurn } from '../job/turn';

/** Predicts every labelled image with a classifier that has not seen it. Throws `too-few-groups`. */
export async function crossPredicted(job: CrossPredictJob, hooks: Hooks): Promise<CrossPredictResult> {
  const { looks, width, labels, groups, classes, seed } = job;
  const began = performance.now();
  const told = await crossPredict(
    {
      ...{ width, labels },
      read(rows) {
        const features = new Float32Array(rows.length * width);
        rows.forEach((row, at) => {
          features.set(looks.subarray(row * width, (row + 1) * width), at * width);
        });
        return features;
      },
    },
    classes,
    {
      ...{ seed, groups },
      async turn(done) {
        const seconds = (performance.now() - began) / 1000;
        hooks.progress({
          ...({ phase: 'predicting', done, total: labels.length, unit: 'images' } as const),
          imagesPerSecond: done / seconds,
          secondsLeft: done > 0 ? ((labels.length - done) * seconds) / done : null,
        });
        await takeTurn(hooks.signal);
      },
    },
  );
  return { kind: 'cross-predict', ...told };
}
