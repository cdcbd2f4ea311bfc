import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bombHeader, type EncodedFormat, encoders, picture, raw } from '../decode/images.fixture';
import { hashDistance, lookOf } from './perceptual-hash';
import { readImageFile } from './read-image';

const [width, height] = [60, 40];
const formats = Object.keys(encoders) as EncodedFormat[];
const original = picture(width, height);

let folder: string;
let count = 0;
const write = (bytes: Uint8Array | string, name = `${count++}`) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'read-image-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readImageFile', () => {
  for (const format of formats)
    it(`tells the facts of ${format}, whatever its name`, async () => {
      const bytes = await encoders[format](original, width, height);
      const facts = await readImageFile(write(bytes, `ünï✨ ${format}.txt`));
      expect(facts).toMatchObject({ ok: true, format, width, height, size: bytes.length });
      if (!facts.ok) return;
      expect(facts.contentHash).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(facts.perceptualHash).toMatch(/^[0-9a-f]{16}$/);
      expect(Date.now() - facts.mtimeMs).toBeLessThan(60_000);
    });

  for (const format of formats)
    it(`refuses ${format} cut anywhere inside the picture`, async () => {
      const bytes = await encoders[format](original, width, height);
      for (const share of [0.02, 0.2, 0.5, 0.8, 0.95]) {
        const facts = await readImageFile(write(bytes.subarray(0, Math.ceil(bytes.length * share))));
        expect({ share, ok: facts.ok }).toEqual({ share, ok: false });
        if (!facts.ok) expect(['truncated', 'corrupt', 'not-an-image']).toContain(facts.code);
      }
    });

  it('calls a JPEG and a PNG without their ends truncated', async () => {
    for (const format of ['jpeg', 'png'] as const) {
      const bytes = await encoders[format](picture(500, 400), 500, 400);
      expect(await readImageFile(write(bytes.subarray(0, -40)))).toMatchObject({
        ok: false,
        code: 'truncated',
      });
    }
  });

  it('makes a large image small on the way, upright, and tells it by the same hash as its small version', async () => {
    const large = picture(1200, 800);
    const turned = await raw(large, 1200, 800)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer();
    for (const [bytes, width, height] of [
      [await encoders.png(large, 1200, 800), 256, 171],
      [turned, 171, 256],
    ] as const) {
      const facts = await readImageFile(write(bytes));
      expect(facts).toMatchObject({ ok: true, thumbnail: expect.any(Uint8Array) });
      if (!facts.ok || !facts.thumbnail) return;
      expect(await sharp(facts.thumbnail).metadata()).toMatchObject({ format: 'webp', width, height });
      const small = await sharp(bytes).autoOrient().resize({ width: 300 }).png().toBuffer();
      const smallFacts = await readImageFile(write(small));
      expect(smallFacts).toMatchObject({ ok: true, thumbnail: null });
      if (smallFacts.ok)
        expect(hashDistance(facts.perceptualHash, smallFacts.perceptualHash)).toBeLessThanOrEqual(3);
    }
  });

  it('tells panoramas by more than their thumbnails hold', async () => {
    const [wide, tall] = [3000, 200];
    const upper = picture(wide, tall);
    const lower = Buffer.from(upper).fill(0, (upper.length * 2) / 3);
    const [one, other] = await Promise.all(
      [upper, lower].map(async (pixels) => readImageFile(write(await encoders.png(pixels, wide, tall)))),
    );
    expect([one.ok, other.ok]).toEqual([true, true]);
    if (one.ok && other.ok) expect(hashDistance(one.perceptualHash, other.perceptualHash)).toBeGreaterThan(5);
  });

  it('gives width and height as a person sees the image', async () => {
    const bytes = await raw(original, width, height).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await readImageFile(write(bytes))).toMatchObject({ ok: true, width: height, height: width });
  });

  it('hashes alike what looks alike', async () => {
    const hash = async (bytes: Buffer) => {
      const facts = await readImageFile(write(bytes));
      return facts.ok ? facts.perceptualHash : facts.reason;
    };
    const noise = Buffer.from(picture(400, 300)).map((v, i) => (v + ((i * 2654435761) % 91)) % 256);
    const reference = await hash(await raw(noise, 400, 300).png().toBuffer());
    const smaller = await hash(await raw(noise, 400, 300).resize(100, 75).jpeg({ quality: 60 }).toBuffer());
    expect(hashDistance(reference, smaller)).toBeLessThanOrEqual(6);
    expect(
      hashDistance(reference, await hash(await raw(noise, 400, 300).rotate(180).png().toBuffer())),
    ).toBeGreaterThan(12);
    expect(hashDistance('0000000000000000', 'ffffffffffffffff')).toBe(64);
  });

  it('has the hash of the mirrored picture as the last one of its other forms', async () => {
    for (const [wide, tall] of [
      [32, 32],
      [101, 67],
      [400, 300],
    ]) {
      const pixels = picture(wide, tall).map((value, i) => ((value >> 1) + ((i * 2654435761) % 91)) % 256);
      // A white border gives areas of equal brightness, whose bits are 0 in both hashes.
      const white = Buffer.from(pixels).fill(255, 0, Math.ceil(tall / 4) * wide * 3);
      const [look, turned] = await Promise.all(
        [raw(white, wide, tall), raw(white, wide, tall).flop()].map(async (image) =>
          lookOf(sharp(await image.png().toBuffer()), { width: wide, height: tall }),
        ),
      );
      expect(look.cropHashes.slice(-16)).toBe(turned.perceptualHash);
    }
  });

  it('refuses a decompression bomb by its header', async () => {
    const bomb = write(await bombHeader(60_000, 60_000));
    expect(await readImageFile(bomb)).toMatchObject({ ok: false, code: 'pixel-limit' });
    const bmp = await encoders.bmp(original, width, height);
    bmp.writeInt32LE(60_000, 18);
    bmp.writeInt32LE(60_000, 22);
    expect(await readImageFile(write(bmp))).toMatchObject({ ok: false, code: 'too-many-pixels' });
    const fine = write(await encoders.png(original, width, height));
    expect(await readImageFile(fine, { maxPixels: width * height - 1 })).toMatchObject({
      code: 'pixel-limit',
    });
    expect(await readImageFile(fine, { maxPixels: width * height })).toMatchObject({ ok: true });
  });

  it('says in a sentence what is no image', async () => {
    mkdirSync(join(folder, 'folder.jpg'));
    symlinkSync('loop.png', join(folder, 'loop.png'));
    execFileSync('mkfifo', [join(folder, 'pipe.png')]);
    const bad: [file: string, code: string][] = [
      [write(''), 'empty-file'],
      [write('hello, I am a text', 'text.jpg'), 'not-an-image'],
      [
        write('<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>', 'drawing.png'),
        'not-an-image',
      ],
      [write('BM'), 'truncated'],
      [write(Buffer.from('ffd8ff', 'hex')), 'truncated'],
      [join(folder, 'folder.jpg'), 'file-is-folder'],
      [join(folder, 'pipe.png'), 'file-is-device'],
      [join(folder, 'loop.png'), 'file-link-loop'],
      [join(folder, 'gone.png'), 'vanished'],
      [join(folder, '0', 'below-a-file.png'), 'vanished'],
      [join(folder, 'x'.repeat(300)), 'name-too-long'],
    ];
    for (const [file, code] of bad) {
      const facts = await readImageFile(file);
      expect([file, facts]).toMatchObject([file, { ok: false, code }]);
      if (!facts.ok) expect(facts.reason).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('refuses damaged pixels', async () => {
    const bytes = Buffer.from(
      await sharp(picture(200, 200), { raw: { width: 200, height: 200, channels: 3 } })
        .png()
        .toBuffer(),
    );
    bytes.fill(0xaa, bytes.length >> 1, (bytes.length >> 1) + 60);
    const facts = await readImageFile(write(bytes));
    expect(facts.ok).toBe(false);
  });

  it.skipIf(process.getuid?.() === 0)('says who may not read (root may read all)', async () => {
    const file = write(await encoders.png(original, width, height));
    chmodSync(file, 0);
    expect(await readImageFile(file)).toMatchObject({ ok: false, code: 'file-permission' });
  });

  it('rejects when it was cancelled', async () => {
    const file = write(await encoders.png(original, width, height));
    await expect(readImageFile(file, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
  });
});
