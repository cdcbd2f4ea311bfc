import { describe, expect, it } from 'vitest';
import { Brought } from './brought.fixture';

const brought = Brought.forEach();
const four = ['i/0.png', 'i/1.png', 'i/2.png', 'i/3.png'];

/** Imports a table of four images, whose rows are given without their paths. */
async function table(header: string, rows: readonly string[], name = 'l.csv') {
  await brought.pictures(four.join(' '));
  brought.write(name, header, ...rows.map((row, at) => `${four[at]},${row}`));
  return brought.imported(name);
}

/** `class|split` of each image. */
const seen = ({ images }: { images: readonly string[] }) =>
  images.map((image) => image.split('|').slice(1).join('|'));

const train = (...labels: string[]) => labels.map((label) => `${label}|labelled-train`);

describe('a column of a table', () => {
  it.each([
    'ClassId',
    'classID',
    'Class-Id',
    'class.id',
    'CLASS_ID',
    'LabelIdx',
    'label_index',
    'Fine Label',
  ])('has labels however its name is written: %s', async (name) => {
    expect(seen(await table(`Image.Path,${name}`, ['a', 'b', 'a', 'b']))).toEqual(train('a', 'b', 'a', 'b'));
  });

  it.each([
    'Datei,Klasse',
    'fichier,étiquette',
    'archivo,etiqueta',
    '文件名,标签',
    '圖片,類別',
    'ファイル名,ラベル',
  ])('has a name in other languages: %s', async (header) => {
    expect(seen(await table(header, ['a', 'b', 'a', 'b']))).toEqual(train('a', 'b', 'a', 'b'));
  });

  it('has the paths where another one has numbers of the images, as in Waterbirds', async () => {
    await brought.pictures(four.join(' '));
    brought.write('l.csv', 'img_id,img_filename,y', ...four.map((path, at) => `${at},${path},${at % 2}`));
    expect(seen(await brought.imported('l.csv'))).toEqual(train('0', '1', '0', '1'));
  });

  it.each(['patient_id', 'PatientID', 'lesion_id', 'video_id'])(
    'has groups, of which no draw puts one on both sides, and this is said: %s',
    async (name) => {
      const { said } = await table(`path,label,${name}`, ['a,P1', 'b,P1', 'a,P2', 'b,P2']);
      expect(said).toContain(`"${name}" (groups)`);
      const { images } = brought.project.catalog;
      const groups = [...images.groups(images.ids({}, 'path')).values()];
      expect(groups).toEqual(['P1', 'P1', 'P2', 'P2']);
    },
  );
});

describe('names beside numbers', () => {
  it.each(['label,class', 'target,species', 'ClassId,species', 'class_id,breed'])(
    'are the classes: %s',
    async (columns) => {
      const result = await table(`path,${columns}`, ['0,cat', '1,dog', '0,cat', '1,dog']);
      expect(seen(result)).toEqual(train('cat', 'dog', 'cat', 'dog'));
      expect(result.codes).toContain('labels-by-name');
    },
  );

  it.each([
    ['a name of several numbers', ['0,pet', '1,pet', '0,pet', '2,bird']],
    ['a number of several names', ['0,cat', '1,dog', '0,lion', '1,dog']],
  ])('are not where classes would be merged or split: %s', async (_, rows) => {
    expect(seen(await table('path,label,category_name', rows))).toEqual(
      train(...rows.map((row) => row.split(',')[0])),
    );
  });

  it('are not if they are splits', async () => {
    const rows = ['0,train', '1,train', '0,test', '1,test'];
    expect(seen(await table('path,label,category', rows))).toEqual([
      ...train('0', '1'),
      ...['0|test', '1|test'],
    ]);
  });
});

describe('labels of a table', () => {
  it('that are all written as 1.0 are whole numbers, as pandas writes them where some are missing', async () => {
    const rows = ['0.0', '1.0', '', '0.0'];
    expect(seen(await table('path,label', rows))).toEqual([...train('0', '1'), '|unlabelled', ...train('0')]);
  });

  it('that are all written as 1,0 are whole numbers too, where commas are decimal', async () => {
    const rows = ['0,0', '1,0', '', '0,0'];
    await brought.pictures(four.join(' '));
    brought.write('l.csv', 'path;label', ...rows.map((row, at) => `${four[at]};${row}`));
    const read = await brought.imported('l.csv');
    expect(seen(read)).toEqual([...train('0', '1'), '|unlabelled', ...train('0')]);
  });

  it('that are measurements or names stay as they are', async () => {
    expect(seen(await table('path,label', ['1.0', '1.5', '2.0', '1.0']))).toEqual(
      train('1.0', '1.5', '2.0', '1.0'),
    );
  });

  it.each([
    ['-1 beside numbers of classes', ['0', '1', '-1', '2'], '-1'],
    ['-1.0 beside numbers of classes', ['0.0', '1.0', '-1.0', '2.0'], '-1'],
    ['unlabeled', ['cat', 'dog', 'unlabeled', 'cat'], 'unlabeled'],
    ['no_label', ['cat', 'dog', 'no_label', 'cat'], 'no_label'],
    ['Not labelled', ['cat', 'dog', 'Not labelled', 'cat'], 'Not labelled'],
  ])('that say that there is none are of the pool: %s', async (_, rows, word) => {
    const result = await table('path,label', rows);
    expect(seen(result)[2]).toBe('|unlabelled');
    expect(result.said).toContain(`Read as no label: "${word}" (1)`);
  });

  it.each([
    ['-1 and 1', ['-1', '1', '-1', '1']],
    ['a swimming pool', ['pool', 'lake', 'pool', 'lake']],
    ['-1 beside names', ['-1', 'a', 'b', 'c']],
  ])('that may be classes stay classes: %s', async (_, rows) => {
    expect(seen(await table('path,label', rows))).toEqual(train(...rows));
  });

  it('are classes whatever they are called if labels.json has them', async () => {
    brought.write('labels.json', '["cat", "unlabeled"]');
    expect(seen(await table('path,label', ['cat', 'unlabeled', 'cat', 'cat']))).toEqual(
      train('cat', 'unlabeled', 'cat', 'cat'),
    );
  });
});

describe('what a table holds out', () => {
  it.each(['test', 'holdout', 'val'])(
    'is what a column says of some rows, though of no others: %s',
    async (word) => {
      const { images, said } = await table('path,label,usage', ['a,', 'b,', `a,${word}`, `b,${word}`]);
      const split = word === 'val' ? 'validation' : 'test';
      expect(seen({ images })).toEqual([...train('a', 'b'), `a|${split}`, `b|${split}`]);
      expect(said).toContain('"usage" (splits)');
    },
  );

  it.each(['TRN,TST,VLD', 'train,test-dev,minival'])('has the usual short names: %s', async (names) => {
    const [learn, test, validation] = names.split(',');
    const rows = [`a,${learn}`, `b,${learn}`, `a,${test}`, `b,${validation}`];
    expect(seen(await table('path,label,split', rows))).toEqual([
      ...train('a', 'b'),
      'a|test',
      'b|validation',
    ]);
  });

  it('is all of a list for testing, with or without labels: its images are no pool', async () => {
    const result = await table('path,width', ['1', '2', '3', '4'], 'test.csv');
    expect(seen(result)).toEqual(['|test', '|test', '|test', '|test']);
    expect(result.codes).toContain('list-split-by-name');
    expect(seen(await brought.imported('test.csv', { split: 'unlabelled' }))[0]).toBe('|unlabelled');
  });

  it.each(['cars_test', 'Final_Test/Images', 'bounding_box_test', 'img/my_val_pictures'])(
    'is what lies in a folder with the word among others: %s',
    async (name) => {
      await brought.pictures(`${name}/1.png ${name}/2.png other_train/3.png`);
      brought.write('l.csv', 'path,label', `${name}/1.png,a`, `${name}/2.png,b`, 'other_train/3.png,a');
      const { images, codes } = await brought.imported('l.csv');
      expect(seen({ images }).sort()).toEqual(
        [
          ...train('a'),
          ...(name.includes('val') ? ['a|validation', 'b|validation'] : ['a|test', 'b|test']),
        ].sort(),
      );
      expect(codes).toContain('list-splits-by-folder');
    },
  );

  it('is no class whose folder has such a word in its name', async () => {
    await brought.pictures('test_tube/1.png test_tube/2.png eval_board/3.png cat/4.png');
    brought.write(
      'l.csv',
      'path,label',
      'test_tube/1.png,7',
      'test_tube/2.png,7',
      'eval_board/3.png,8',
      'cat/4.png,9',
    );
    expect(seen(await brought.imported('l.csv')).sort()).toEqual(train('7', '7', '8', '9'));
  });
});
