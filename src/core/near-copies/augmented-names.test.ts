import { describe, expect, it } from 'vitest';
import { augmentedOf } from './augmented-names';

const of = (...paths: string[]) => augmentedOf(paths.map((path) => ({ path, label: 'cat' })));

describe('augmented copies by their names', () => {
  it.each([
    ['a_flip'],
    ['a_flipped'],
    ['a_flip_h'],
    ['a-hflip'],
    ['a_horizontal_flip'],
    ['a_rot90'],
    ['a_rotated_90'],
    ['a_rotate-15'],
    ['a_aug'],
    ['a_aug_12'],
    ['a_aug3'],
    ['a_augmented (2)'],
    ['a_brightness_1.2'],
    ['a_gaussian_noise'],
    ['a_flip_rot90'],
    ['aug_0_a'],
    ['rotated-90-a'],
    ['FLIP_A'],
  ])('%s is one with a', (copy) => {
    expect(of('cat/a.jpg', `cat/${copy}.png`, 'cat/b.jpg')).toEqual(['cat/a', 'cat/a', undefined]);
  });

  it.each([
    ['a_2'],
    ['a_left'],
    ['a_cat'],
    ['aflip'],
    ['flip'],
    ['flip_2'],
    ['b_flip'],
    ['a_rotten'],
    ['a_rotor_1'],
  ])('%s is a picture of its own', (other) => {
    expect(of('cat/a.jpg', `cat/${other}.jpg`)).toEqual([undefined, undefined]);
  });

  it('are found by the names of Roboflow and Augmentor, which rename the picture itself', () => {
    const [first, second] = ['0f3e5a7788d1c2b3', 'b1c2d3e4f5a60718'];
    expect(
      of(`cat/a_jpg.rf.${first}.jpg`, `cat/a_jpg.rf.${second}.jpg`, `cat/b_jpg.rf.${first}.jpg`),
    ).toEqual(['cat/a_jpg', 'cat/a_jpg', undefined]);
    const [one, two] = ['5f3b7a1c-0d2e-4f6a-8b9c-1d2e3f4a5b6c', '00112233-4455-6677-8899-aabbccddeeff'];
    expect(of(`cat_original_a.jpg_${one}.jpg`, `cat_original_a.jpg_${two}.jpg`, 'a.jpg')).toEqual([
      'a',
      'a',
      'a',
    ]);
  });

  it('of a copy are one with the first picture', () => {
    expect(of('cat/a_flip_rot90.jpg', 'cat/a.jpg', 'cat/a_flip.jpg')).toEqual(['cat/a', 'cat/a', 'cat/a']);
  });

  it('belong to the picture of their folder; elsewhere only to the one that alone has the name', () => {
    expect(of('train/cat/1.jpg', 'test/cat/1.jpg', 'test/cat/1_flip.jpg')).toEqual([
      undefined,
      'test/cat/1',
      'test/cat/1',
    ]);
    expect(of('train/cat/1.jpg', 'val/cat/1_flip.jpg')).toEqual(['train/cat/1', 'train/cat/1']);
    expect(of('train/cat/1.jpg', 'test/cat/1.jpg', 'val/cat/1_flip.jpg')).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('of other classes with the same name are told apart', () => {
    const pictures = [
      { path: 'train/cat/1.jpg', label: 'cat' },
      { path: 'val/dog/1_flip.jpg', label: 'dog' },
      { path: 'pool/1_flip.jpg', label: null },
    ];
    expect(augmentedOf(pictures)).toEqual([undefined, undefined, undefined]);
  });
});
