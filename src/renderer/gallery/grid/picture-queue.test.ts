import { describe, expect, it, vi } from 'vitest';
import { PictureQueue, type PictureSource } from './picture-queue';

/** A request that a test answers when it wants to. */
interface Asked {
  readonly imageIds: readonly number[];
  readonly size: number;
  readonly take: Parameters<PictureSource>[2];
  readonly signal: AbortSignal;
  readonly end: () => void;
  readonly fail: (error: Error) => void;
}

function queueOf() {
  const asked: Asked[] = [];
  const queue = new PictureQueue((imageIds, size, take, signal) => {
    return new Promise<void>((end, fail) => {
      asked.push({ imageIds, size, take, signal, end, fail });
      signal.addEventListener('abort', () => fail(new Error('aborted')));
    });
  });
  return { asked, queue };
}

const settled = () => new Promise<void>((resolve) => setTimeout(resolve));
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

describe('PictureQueue', () => {
  it('asks for the pictures of a frame in one request, and gives each as it comes', async () => {
    const { asked, queue } = queueOf();
    const got: [number, string | null][] = [];
    for (const id of [7, 3, 5]) queue.wish(id, 128, (picture) => got.push([id, picture]));
    expect(asked).toHaveLength(0);
    await settled();
    expect(asked.map(({ imageIds, size }) => ({ imageIds, size }))).toEqual([
      { imageIds: [7, 3, 5], size: 128 },
    ]);
    asked[0].take(3, 'data:three');
    asked[0].take(7, null);
    expect(got).toEqual([
      [3, 'data:three'],
      [7, null],
    ]);
    asked[0].end();
    await settled();
    expect(got.at(-1)).toEqual([5, null]);
  });

  it('asks once for an image of two tiles, and gives it to both', async () => {
    const { asked, queue } = queueOf();
    const [one, other] = [vi.fn(), vi.fn()];
    queue.wish(1, 64, one);
    queue.wish(1, 64, other);
    await settled();
    expect(asked[0].imageIds).toEqual([1]);
    asked[0].take(1, 'data:one');
    expect(one).toHaveBeenCalledExactlyOnceWith('data:one');
    expect(other).toHaveBeenCalledExactlyOnceWith('data:one');
  });

  it('keeps two requests on their way, the first wishes first, each of one size', async () => {
    const { asked, queue } = queueOf();
    for (const id of upTo(250)) queue.wish(id, id <= 220 ? 128 : 256, () => {});
    await settled();
    expect(asked.map(({ imageIds }) => imageIds.length)).toEqual([100, 100]);
    expect(asked[0].imageIds.slice(0, 3)).toEqual([1, 2, 3]);
    asked[0].end();
    await settled();
    asked[1].end();
    await settled();
    expect(asked.slice(2).map(({ imageIds, size }) => [imageIds[0], imageIds.length, size])).toEqual([
      [201, 20, 128],
      [221, 30, 256],
    ]);
  });

  it('does not ask for what is no longer wished for, and gives nothing to who took a wish back', async () => {
    const { asked, queue } = queueOf();
    const [gone, late] = [vi.fn(), vi.fn()];
    const never = queue.wish(1, 64, gone);
    const backLater = queue.wish(2, 64, late);
    queue.wish(3, 64, () => {});
    never();
    await settled();
    expect(asked[0].imageIds).toEqual([2, 3]);
    backLater();
    asked[0].take(2, 'data:two');
    asked[0].end();
    await settled();
    expect(gone).not.toHaveBeenCalled();
    expect(late).not.toHaveBeenCalled();
    expect(asked[0].signal.aborted).toBe(false);
  });

  it('ends requests of which nothing is wished for any more, so that the next ones need not wait', async () => {
    const { asked, queue } = queueOf();
    const takeBack = upTo(200).map((id) => queue.wish(id, 64, () => {}));
    await settled();
    for (const back of takeBack) back();
    queue.wish(999, 64, () => {});
    await settled();
    expect(asked.slice(0, 2).map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(asked[2].imageIds).toEqual([999]);
  });

  it('gives nothing for a request that failed, and goes on', async () => {
    const { asked, queue } = queueOf();
    const receive = vi.fn();
    queue.wish(1, 64, receive);
    await settled();
    asked[0].fail(new Error('The studio is gone.'));
    await settled();
    expect(receive).toHaveBeenCalledExactlyOnceWith(null);
    queue.wish(2, 64, () => {});
    await settled();
    expect(asked[1].imageIds).toEqual([2]);
  });
});
