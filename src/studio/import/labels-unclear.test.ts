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
    await brought.pictures('cat/1.png dog/2.png TBD/3.png');
    expect((await brought.imported()).said).toContain('may mean that an image has no label: "TBD" (1)');
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
