import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../core/numbers/random';
import { ByteRoom } from './byte-room';

describe('room for the bytes of files', () => {
  it('is never more than full, unless one file alone is larger', async () => {
    const [room, random] = [new ByteRoom(() => 100), new Random(5)];
    let [used, inside, most] = [0, 0, 0];
    const sizes = Array.from({ length: 200 }, () => random.int(140));
    await Promise.all(
      sizes.map((bytes) =>
        room.with(bytes, async () => {
          used += bytes;
          inside++;
          expect(used <= 100 || inside === 1 || used === bytes).toBe(true);
          most = Math.max(most, inside);
          await pause(random.int(3));
          used -= bytes;
          inside--;
        }),
      ),
    );
    expect(used).toBe(0);
    expect(most).toBeGreaterThan(1);
  });

  it('lets in by the order of asking, so that a large file does not wait for ever', async () => {
    const room = new ByteRoom(() => 100);
    const order: string[] = [];
    const ask = (name: string, bytes: number) =>
      room.with(bytes, async () => {
        order.push(name);
        await pause(2);
      });
    await Promise.all([ask('first', 60), ask('large', 100), ask('small', 10), ask('last', 30)]);
    expect(order).toEqual(['first', 'large', 'small', 'last']);
  });

  it('is free again after an error', async () => {
    const room = new ByteRoom(() => 1);
    await expect(room.with(1, () => Promise.reject(new Error('unread')))).rejects.toThrow('unread');
    expect(await room.with(1, async () => 'read')).toBe('read');
  });
});
