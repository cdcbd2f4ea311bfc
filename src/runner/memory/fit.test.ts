import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../core/network/layers';
import type { ModelSpec } from '../../core/network/model-spec';
import { resolveRecipe } from '../../core/recipe';
import {
  bytesOf,
  inferenceNeed,
  leastPart,
  onnxNeed,
  trainingNeed,
  usableShare,
} from '../../core/workload/memory';
import { freeMemory } from '../../files/memory/free-memory';
import type { Room } from '../job/hooks';
import type { TrainSpec } from '../job/messages';
import { networkOf } from '../model/network-of';
import {
  batchesAhead,
  type Computer,
  inferenceBatch,
  roomForProbe,
  roomOf,
  scoreBytes,
  tensorFlowBatch,
  trainingBatch,
} from './fit';
import { besideWork, JobRoom } from './job-room';
import { roomOfBytes } from './room.fixture';

const [gigabyte, mebibyte] = [2 ** 30, 2 ** 20];
const model: ModelSpec = {
  ...{ arch: 'b0', classes: 10, imageSize: 224, batchNormEpsilon: 1e-3 },
  ...{ mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] },
};
const layout = layoutOf(networkOf(model), model.classes);
const spec: TrainSpec = {
  ...{ model, dropout: 0, survival: 1, noise: null, unlabelledRatio: 0, inferenceBatch: 500, seed: 1 },
  training: { ...resolveRecipe('quick-cpu').training, optimizer: 'rmsprop', ema: 0.99 },
  ...{ initialWeights: null, role: 'teacher' },
};

describe('the room of a job', () => {
  const gpu = (memoryBytes: number, freeBytes: number | null): Computer => ({
    ...{ kind: 'gpu', memoryBytes, freeBytes },
  });

  it('is what was free of a GPU, less what TensorFlow leaves there', () => {
    expect(roomOf(gpu(80 * gigabyte, 30 * gigabyte), 0)).toBe(28 * gigabyte);
    expect(roomOf(gpu(80 * gigabyte, null), 0)).toBe(78 * gigabyte);
    expect(roomOf(gpu(2 * gigabyte, 1 * gigabyte), 0)).toBe(gigabyte - 225 * mebibyte);
    expect(roomOf(gpu(8 * gigabyte, 0), 0)).toBe(0);
    expect(roomOf(gpu(0, null), 0)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is the free memory where the processor computes, and what this process took since it was ready', () => {
    const cpu: Computer = { kind: 'cpu', memoryBytes: 1, freeBytes: null };
    const [free, resident] = [freeMemory(), process.memoryUsage().rss];
    const near = (bytes: number) => Math.abs(bytes) < 0.3 * gigabyte;
    expect(near(roomOf(cpu, resident) - free)).toBe(true);
    expect(near(roomOf(cpu, 0) - free - resident)).toBe(true);
  });
});

describe('a batch of predictions', () => {
  const need = onnxNeed(layout, 224);
  const roomFor = (images: number) => bytesOf(need, images) / usableShare;

  it('is as many images as fit, up to those that are asked for and those that are quick', () => {
    const enough = inferenceBatch(model, 500, roomOfBytes(100 * gigabyte));
    expect(enough).toBeGreaterThan(4);
    expect(enough).toBeLessThan(500);
    expect(inferenceBatch(model, 3, roomOfBytes(100 * gigabyte))).toBe(3);
    expect(inferenceBatch(model, 500, roomOfBytes(roomFor(2) + 1))).toBe(2);
  });

  it('is refused with what it takes where one image is too many', () => {
    const words = {
      code: 'memory-short',
      message: expect.stringMatching(/batch of 1 needs \d+ MB, but \d+ MB is free/),
    };
    expect(() => inferenceBatch(model, 500, roomOfBytes(roomFor(1) - mebibyte))).toThrow(
      expect.objectContaining(words),
    );
  });

  it('says so where other work of the program holds the memory', () => {
    const room: Room = { take: (choose) => choose({ free: 0, others: 3 * gigabyte }).chosen };
    const words = expect.stringMatching(/ Other work of Noisy Studio takes 3\.\d GB until it ends\.$/);
    expect(() => inferenceBatch(model, 500, room)).toThrow(expect.objectContaining({ message: words }));
  });
});

describe('a joint batch', () => {
  const asked = { most: 96, validates: false, ahead: 1 };
  /** Four copies: the weights, two optimizer slots and the moving average. */
  const need = trainingNeed(layout, 224, 4);
  const again = trainingNeed(layout, 224, 4, { recompute: true });
  const made = 96 * (2 * 3 * 224 ** 2 + 4 * model.classes);
  const roomFor = (images: number) => (bytesOf(need, images) + made) / usableShare;

  it('is whole where it fits', () => {
    const { atOnce, left } = trainingBatch(spec, 96, asked, roomOfBytes(roomFor(96) + 1));
    expect(atOnce).toBe(96);
    expect(left).toBeCloseTo(1, 3);
  });

  it('is taken in parts of equal size that fit', () => {
    for (const most of [95, 60, 48, 33, 10]) {
      const { atOnce } = trainingBatch(spec, 96, asked, roomOfBytes(roomFor(most) + 1));
      expect(atOnce).toBe(Math.ceil(96 / Math.ceil(96 / most)));
      // A resumed training asks for its earlier number of images at a time and gets it.
      expect(trainingBatch(spec, 96, { ...asked, most: atOnce }, roomOfBytes(100 * gigabyte)).atOnce).toBe(
        atOnce,
      );
    }
  });

  it('leaves room for what looks at validation images', () => {
    const with1 = bytesOf(inferenceNeed(layout, 224), 1) / usableShare;
    const { atOnce, left } = trainingBatch(
      spec,
      96,
      { ...asked, validates: true },
      roomOfBytes(roomFor(96) + with1 + 1),
    );
    expect(atOnce).toBe(96);
    expect(left).toBeCloseTo(with1 + 1, 3);
    expect(tensorFlowBatch(model, 500, roomOfBytes(left))).toBe(1);
    expect(
      trainingBatch(spec, 96, { ...asked, validates: true }, roomOfBytes(roomFor(96) + with1 - 1)).atOnce,
    ).toBe(48);
  });

  it('is taken with gradient checkpointing where the smallest part would not fit otherwise, or the recipe asks for it', () => {
    const short = roomFor(leastPart) - mebibyte;
    const made = trainingBatch(spec, 96, asked, roomOfBytes(short));
    expect(made.recompute).toBe(true);
    expect(made.atOnce).toBeGreaterThan(leastPart);
    expect(trainingBatch(spec, 96, asked, roomOfBytes(roomFor(leastPart) + 1)).recompute).toBe(false);
    // A try-out is refused instead.
    expect(() => trainingBatch(spec, 96, { ...asked, asAsked: true }, roomOfBytes(short))).toThrow(
      expect.objectContaining({ code: 'memory-short' }),
    );
    const checkpointed = { ...spec, training: { ...spec.training, gradientCheckpointing: true } };
    const whole = trainingBatch(checkpointed, 96, asked, roomOfBytes(roomFor(48)));
    expect(whole).toMatchObject({ recompute: true, atOnce: 96 });
    expect(whole.left).toBeLessThan(roomFor(48) - bytesOf(again, 96));
  });

  it('keeps the parts of a training that goes on, if need be with gradient checkpointing', () => {
    const began = { ...asked, most: 48, began: 48 };
    expect(trainingBatch(spec, 96, began, roomOfBytes(roomFor(48) + 1))).toMatchObject({
      atOnce: 48,
      recompute: false,
    });
    expect(trainingBatch(spec, 96, began, roomOfBytes(roomFor(30)))).toMatchObject({
      atOnce: 48,
      recompute: true,
    });
    // If even that does not make room for them, fewer images are quicker without checkpointing.
    const none = trainingBatch(spec, 96, { ...began, most: 96, began: 96 }, roomOfBytes(roomFor(12)));
    expect(none).toMatchObject({ atOnce: 12, recompute: false });
  });

  it('takes half as much in mixed precision', () => {
    const half = { ...asked, precision: 'bfloat16' } as const;
    expect(trainingBatch(spec, 96, asked, roomOfBytes(roomFor(60))).atOnce).toBe(48);
    expect(trainingBatch(spec, 96, half, roomOfBytes(roomFor(60))).atOnce).toBe(96);
  });

  it('is refused by its own size where the images of the whole batch are what does not fit', () => {
    expect(() => trainingBatch(spec, 1e6, { ...asked, most: 1e6 }, roomOfBytes(roomFor(96)))).toThrow(
      expect.objectContaining({
        code: 'batch-too-large',
        message: expect.stringMatching(/^The 1,000,000 images of a step do not fit.* Use a smaller batch/),
      }),
    );
  });

  it('counts the distributions that a whole batch is to learn, which outweigh small images where there are many classes', () => {
    const many: TrainSpec = { ...spec, model: { ...model, arch: 'small', classes: 20_000, imageSize: 32 } };
    const own = trainingNeed(layoutOf(networkOf(many.model), 20_000), 32, 4);
    const images = 14_848 * 2 * 3 * 32 ** 2;
    const targets = 14_848 * 20_000 * 4;
    const limits = { ...asked, most: 64 };
    const roomWith = (bytes: number) => roomOfBytes((bytesOf(own, 64) + bytes) / usableShare + 1);
    expect(trainingBatch(many, 14_848, limits, roomWith(images + targets))).toMatchObject({ atOnce: 64 });
    expect(() => trainingBatch(many, 14_848, limits, roomWith(images))).toThrow(
      expect.objectContaining({ code: 'batch-too-large' }),
    );
  });

  it('is refused where the smallest part is too many, but for a batch that is smaller by itself', () => {
    const words = {
      code: 'memory-short',
      message: expect.stringMatching(new RegExp(`batch of ${leastPart} needs`)),
    };
    const short = (bytesOf(again, leastPart) + made) / usableShare - mebibyte;
    expect(() => trainingBatch(spec, 96, asked, roomOfBytes(short))).toThrow(expect.objectContaining(words));
    expect(trainingBatch(spec, 2, { ...asked, most: 2 }, roomOfBytes(short)).atOnce).toBe(2);
  });
});

it('predictions leave room for out-of-domain scores, which grow with the number of classes', () => {
  expect(scoreBytes(model)).toBe(40 * 10 * 1280);
  const many = { ...model, classes: 20_000 };
  const bytes = scoreBytes(many);
  expect(bytes).toBeGreaterThan(gigabyte * 0.9);
  const one = bytesOf(onnxNeed(layoutOf(networkOf(many), 20_000), 224), 1);
  const taken: number[] = [];
  const free = (one + bytes) / usableShare;
  const room = (open: number): Room => ({
    take: (choose) => {
      const { chosen, bytes: all } = choose({ free: open, others: 0 });
      taken.push(all);
      return chosen;
    },
  });
  expect(inferenceBatch(many, 500, besideWork(room(free + 1), bytes))).toBe(1);
  expect(taken[0]).toBeCloseTo(one + bytes, -3);
  expect(() => inferenceBatch(many, 500, besideWork(room(free - mebibyte), bytes))).toThrow(
    expect.objectContaining({ code: 'memory-short' }),
  );
});

it('a linear probe is refused before it is fitted where its vectors do not fit, however few its images are', () => {
  const asked = { images: 40_000, views: 1, validation: 0, width: 1280, classes: 20_000 };
  const bytes = 40_000 * 1280 * (4 + 2 * 8) + 8 * 20_000 * (28 * 1280 + 2 * 1280);
  const free = bytes / usableShare;
  expect(() => roomForProbe(asked, roomOfBytes(0), () => free - 1)).toThrow(
    expect.objectContaining({
      code: 'probe-memory',
      message: expect.stringMatching(
        /^A linear classifier of 20,000 classes on 1,280 features .* random weights/,
      ),
    }),
  );
  roomForProbe(asked, roomOfBytes(0), () => free + 1);
  // The photographs of most projects take little.
  roomForProbe({ ...asked, images: 2000, classes: 20 }, roomOfBytes(0), () => 300 * mebibyte);
});

it('fewer batches are made ahead where they are large', () => {
  expect([8, 500, 100_000].map((batch) => batchesAhead(model, batch))).toEqual([4, 3, 1]);
});

describe('what a job takes', () => {
  it('is claimed with what the process has, summed up, and given back', () => {
    const said: number[] = [];
    const claims = {
      claim: (bytes: number) => void said.push(bytes),
      release: () => void said.push(0),
      whileAlone: <T>(work: () => T) => work(),
    };
    const room = new JobRoom({ kind: 'cpu', memoryBytes: 1, freeBytes: null }, 100, claims);
    expect(room.take(() => ({ chosen: 'training', bytes: 30 }))).toBe('training');
    room.take(() => ({ chosen: 'validation', bytes: 5 }));
    room.leave();
    room.take(() => ({ chosen: 'another job', bytes: 7 }));
    expect(said).toEqual([130, 135, 0, 107]);
  });

  it('is not claimed of a GPU', () => {
    const refuse = () => {
      throw new Error('It was claimed.');
    };
    const claims = { claim: refuse, release: () => {}, whileAlone: refuse };
    const room = new JobRoom({ kind: 'gpu', memoryBytes: 1, freeBytes: null }, 100, claims);
    expect(room.take(({ free }) => ({ chosen: free, bytes: 30 }))).toBe(0);
  });
});
