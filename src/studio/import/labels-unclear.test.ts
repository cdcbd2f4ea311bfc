import { describe, expect, it } from 'vitest';
import { Brought } from './brought.fixture';

const brought = Brought.forEach();
const names = ['a.png', 'b.png', 'c.png', 'd.png'];

async function table(header: string | null, rows: readonly string[], named = true) {
  await brought.pictures(names.join(' '));
  const lines = rows.map((row, at) => (named ? `${names[at]},${row}` : row));
  brought.write('l.csv', ...(header === null ? [] : [header]), ...lines);
  return brought.imported('l.csv');
}
const classesOf = ({ images }: { images: readonly string[] }) => images.map((image) => image.split('|')[1]);

describe('labels that are still to come', () => {
  it.each(['?', 'TBD', 'tba', 'todo', 'n.a.', '--', '-'])('are none, and this is said: %s', async (label) => {
    const read = await table('path,label', ['cat', 'dog', 'cat', label]);
    expect(classesOf(read)).toEqual(['cat', 'dog', 'cat', '']);
    expect(read.said).toContain(`Read as no label: "${label}" (1)`);
  });

  it('are classes where - stands beside +', async () => {
    expect(classesOf(await table('path,label', ['+', '-', '+', '-']))).toEqual(['+', '-', '+', '-']);
  });

  it('may be classes, and then a note names them', async () => {
    const read = await table('path,label', ['cat', 'dog', 'none', 'Unknown']);
    expect(classesOf(read)).toEqual(['cat', 'dog', 'none', 'Unknown']);
    expect(read.said).toContain(
      'These classes may mean that an image has no label: "none" (1), "Unknown" (1)',
    );
  });

  it('are named in folders too', async () => {
    await brought.pictures('cat/1.png dog/2.png TBD/3.png unsure/4.png');
    expect((await brought.imported()).said).toContain(
      'may mean that an image has no label: "TBD" (1), "unsure" (1)',
    );
  });
});

describe('labels that are hardly names of classes', () => {
  const codesOf = async (labels: readonly string[], file = 'l.csv') => {
    await brought.pictures(labels.map((_, at) => `${at}.png`).join(' '));
    brought.write(file, 'path;label', ...labels.map((label, at) => `${at}.png;${label}`));
    return (await brought.imported(file)).codes;
  };
  const twelve = Array.from({ length: 12 }, (_, at) => at);

  it.each([
    ['dates', twelve.map((at) => `2024-01-${10 + at}`), ['labels-alone']],
    ['captions, of which two are alike', twelve.map((at) => `a cat no. ${at % 11}`), ['labels-alone']],
    ['measurements', twelve.map((at) => `${at % 3}.5`), ['labels-with-decimals']],
    ['measurements with a comma', twelve.map((at) => `${at % 3},25`), ['labels-with-decimals']],
    ['masks', ['mask/1.png', 'mask/2.png', 'mask/3.png'], ['labels-are-files']],
    ['a few classes', twelve.map((at) => `class ${at % 4}`), []],
    ['an image of each of a few classes', ['cat', 'dog', 'hen', 'cow'], []],
  ])('are told of: %s', async (_, labels, codes) => {
    expect(await codesOf(labels)).toEqual(codes);
  });

  it('are none in a test, which may have one image of each class, nor where labels.json has them', async () => {
    const labels = twelve.map((at) => `class ${at}`);
    expect(await codesOf(labels, 'test.csv')).not.toContain('labels-alone');
    brought.write('labels.json', JSON.stringify(labels));
    expect(await codesOf(labels)).toEqual([]);
  });

  it('are told of where each image has a folder of its own', async () => {
    await brought.pictures(twelve.map((at) => `thing${at}x/photo.png`).join(' '));
    expect((await brought.imported()).said).toContain(
      'Of 12 images to train on, 12 have a label that no other image has, such as "thing0x", "thing10x", "thing11x", …',
    );
  });
});

describe('a column of labels that another one divides', () => {
  it.each([
    ['category,subcategory', ['shoe,boot', 'shoe,sandal', 'hat,cap', 'hat,beret'], '"subcategory"'],
    ['species,breed', ['cat,manx', 'cat,persian', 'dog,pug', 'dog,boxer'], '"breed"'],
    ['class,family,species', ['Aves,A,x', 'Aves,B,y', 'Pisces,C,z', 'Pisces,D,w'], '"family", "species"'],
  ])('is said to be the coarser one: %s', async (columns, rows, finer) => {
    expect((await table(`path,${columns}`, rows)).said).toContain(`divide its classes further: ${finer}`);
  });

  it.each([
    ['genus,species', ['Felis,catus', 'Felis,lynx', 'Canis,lupus', 'Canis,latrans']],
    ['class,species', ['0,cat', '1,dog', '0,cat', '1,dog']],
    ['label,label_id', ['cat,0', 'dog,1', 'cat,0', 'dog,1']],
  ])('is not where the finer one was taken, or none divides it: %s', async (columns, rows) => {
    expect((await table(`path,${columns}`, rows)).codes).not.toContain('labels-coarser');
  });
});

describe('boxes in a table without a header', () => {
  it('give the class of an image, as in the lists of Keras RetinaNet', async () => {
    const read = await table(
      null,
      [
        'a.png,1,1,20,20,cat',
        'a.png,3,1,20,20,cat',
        'b.png,1,3,22,20,dog',
        'c.png,1.5,1,20,24,cat',
        'd.png,,,,,',
      ],
      false,
    );
    expect(classesOf(read)).toEqual(['cat', 'dog', 'cat', '']);
    expect(read.codes).toContain('list-of-objects');
  });

  it('may have numbers for classes', async () => {
    const rows = ['1,1,20,20,0', '1,3,22,20,1', '1,1,20,24,0', '5,1,20,20,1'];
    expect(classesOf(await table(null, rows))).toEqual(['0', '1', '0', '1']);
  });
});

describe('a file of annotations for each image', () => {
  it.each([
    ['xml', '<annotation><object><name>cat</name></object></annotation>'],
    ['json', '{"version": "5.0", "shapes": [{"label": "cat"}], "imagePath": "a.png"}'],
  ])(
    'is not read where folders name the classes, and this is said with what to do: .%s',
    async (ending, text) => {
      for (const folder of ['batch1', 'batch2'])
        for (const name of ['a', 'b']) {
          await brought.pictures(`${folder}/${name}.png`);
          brought.write(`${folder}/${name}.${ending}`, text);
        }
      const { said } = await brought.imported('');
      expect(said).toContain('one for each image, were not read: 4, such as "batch1/a.');
    },
  );
});
