import { describe, expect, it } from 'vitest';
import { Brought } from '../import/brought.fixture';

const brought = Brought.forEach();
const images = [0, 1, 2].map((id) => ({ id, file_name: `${id}.png` }));

async function coco(changes: object) {
  await brought.pictures('0.png 1.png 2.png');
  const annotations = images.map(({ id }) => ({ id, image_id: id, category_id: (id % 2) + 1 }));
  brought.write('l.json', JSON.stringify({ images, annotations, ...changes }));
  return brought.imported('l.json');
}

describe('classes of one name', () => {
  it.each([
    ['crane', 'crane'],
    ['crane', ' crane '],
  ])('are two in COCO, and this is said: "%s", "%s"', async (one, other) => {
    const categories = [
      { id: 1, name: one },
      { id: 2, name: other },
    ];
    const { classes, codes } = await coco({ categories });
    expect(classes).toEqual(['crane (1)', 'crane (2)']);
    expect(codes).toContain('class-names-equal');
  });

  it('are one in COCO if one of them only groups others, as in files of Roboflow', async () => {
    const { classes, codes } = await coco({
      categories: [
        { id: 0, name: 'cat', supercategory: 'none' },
        { id: 1, name: 'cat', supercategory: 'cat' },
        { id: 2, name: 'dog', supercategory: 'cat' },
      ],
    });
    expect(classes).toEqual(['cat', 'dog']);
    expect(codes).not.toContain('class-names-equal');
  });

  it('are two in YOLO, and this is said', async () => {
    await brought.pictures('train/images/0.png train/images/1.png');
    for (const at of [0, 1]) brought.write(`train/labels/${at}.txt`, `${at} 0.5 0.5 0.2 0.2`);
    brought.write('data.yaml', 'train: train/images', 'names: [crane, crane]');
    const { classes, codes } = await brought.imported();
    expect(classes).toEqual(['crane (0)', 'crane (1)']);
    expect(codes).toContain('class-names-equal');
  });
});

it.each(['split', 'subset', 'set', 'partition', 'phase', 'usage'])(
  'COCO images have the split that a key of theirs names: %s',
  async (key) => {
    const { images: seen } = await coco({
      images: images.map((image, at) => ({ ...image, [key]: ['train', 'test', 'val'][at] })),
      categories: [
        { id: 1, name: 'cat' },
        { id: 2, name: 'dog' },
      ],
    });
    expect(seen.map((image) => image.split('|')[2])).toEqual(['labelled-train', 'test', 'validation']);
  },
);
