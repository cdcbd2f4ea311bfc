import { describe, expect, it } from 'vitest';
import { AugmentedNames, type NamedPicture } from './augmented-names';

type Given = string | Partial<Omit<NamedPicture, 'id'>>;

/** The pairs by the places of their pictures in the list; without other facts they are of one source and one class. */
function pairs(...given: Given[]) {
  const pictures = given.map((each, id) => ({
    ...{ id, source: 1, path: '', label: 1 },
    ...(typeof each === 'string' ? { path: each } : each),
  }));
  const names = new AugmentedNames();
  for (const picture of pictures) names.ask(picture);
  for (const picture of pictures) names.look(picture);
  const found = names.pairs();
  if (!names.any) expect(found).toEqual([]);
  return found;
}

describe('augmented copies by their names', () => {
  it.each([
    'a_flip',
    'a_flipped',
    'a_flip_h',
    'a_fliplr',
    'a-hflip',
    'a_horizontal_flip',
    'a_rot90',
    'a_rotated_90',
    'a_rotate-15',
    'a_aug',
    'a_aug_12',
    'a_aug3',
    'a_augmented (2)',
    'a_brightness_1.2',
    'a_gaussian_noise',
    'a_flip_rot90',
    'a_cropped',
    'a_grayscale',
    'aug_0_a',
    'rotated-90-a',
    'FLIP_A',
  ])('%s is a copy of a', (copy) => {
    expect(pairs(`cat/${copy}.png`, 'cat/a.jpg', 'cat/b.jpg')).toEqual([[1, 0]]);
  });

  it.each([
    ['a', 'a_2'],
    ['a', 'a_left'],
    ['a', 'a_cat'],
    ['a', 'aflip'],
    ['a', 'flip'],
    ['a', 'flip_2'],
    ['a', 'b_flip'],
    ['a', 'a_rotten'],
    ['a', 'a_rotor_1'],
    ['1', 'greyhound_1'],
    ['1', 'august_1'],
    ['1', 'saturn_1'],
    ['1', 'scallop_1'],
    ['wolf_001', 'gray_wolf_001'],
    ['room', 'dark_room'],
    ['movie', 'movie_poster'],
    ['trip_2024', 'trip_2024_aug_03'],
  ])('beside %s, %s is a picture of its own', (one, other) => {
    expect(pairs(`cat/${one}.jpg`, `cat/${other}.jpg`)).toEqual([]);
  });

  it('are found by the names of Roboflow and Augmentor, which rename the picture itself', () => {
    const [first, second] = ['0f3e5a7788d1c2b3', 'b1c2d3e4f5a60718'];
    expect(pairs(`a_jpg.rf.${first}.jpg`, `a_jpg.rf.${second}.jpg`, `b_jpg.rf.${first}.jpg`)).toEqual([
      [0, 1],
    ]);
    const [one, two] = ['5f3b7a1c-0d2e-4f6a-8b9c-1d2e3f4a5b6c', '00112233-4455-6677-8899-aabbccddeeff'];
    const copies = [`cat_original_a.jpg_${one}.jpg`, `cat_original_a.jpg_${two}.jpg`];
    expect(pairs(...copies)).toEqual([[0, 1]]);
    // Augmentor writes into a folder of its own unless it is told otherwise.
    expect(pairs(...copies.map((file) => `cat/output/${file}`), 'cat/a.jpg')).toEqual([
      [2, 0],
      [2, 1],
    ]);
  });

  it('of a copy are paired with the first picture', () => {
    expect(pairs('a_flip_rot90.jpg', 'a.jpg', 'a_flip.jpg')).toEqual([
      [1, 0],
      [1, 2],
    ]);
  });

  it('belong to the picture of their folder; elsewhere only to the one that alone has the name', () => {
    expect(pairs('train/1.jpg', 'test/1.jpg', 'test/1_flip.jpg')).toEqual([[1, 2]]);
    expect(pairs('train/1.jpg', 'val/1_flip.jpg')).toEqual([[0, 1]]);
    expect(pairs('train/1.jpg', 'test/1.jpg', 'val/1_flip.jpg')).toEqual([]);
    expect(pairs({ path: '1.jpg' }, { path: '1_flip.jpg', source: 2 })).toEqual([[0, 1]]);
    expect(pairs({ path: '1.jpg' }, { path: '1.jpg', source: 2 }, { path: '1_flip.jpg', source: 2 })).toEqual(
      [[1, 2]],
    );
  });

  it('of another class are pictures of their own; without a label they go by their folder alone', () => {
    expect(pairs({ path: '1.jpg' }, { path: '1_flip.jpg', label: 2 })).toEqual([]);
    expect(pairs({ path: '1.jpg' }, { path: '1_flip.jpg', label: null })).toEqual([[0, 1]]);
    expect(pairs({ path: 'cat/1.jpg' }, { path: 'pool/1_flip.jpg', label: null })).toEqual([]);
  });
});
