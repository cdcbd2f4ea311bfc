import { describe, expect, it } from 'vitest';
import { Brought } from './brought.fixture';

/** Lists and folders as the publishers of datasets and the programs of others lay them out. */
const brought = Brought.forEach();

describe('a list with a row for each image and class (Open Images)', () => {
  const header = 'ImageID,Source,LabelName,Confidence';

  it('gives no label where the confidence is 0, in whichever order the rows are', async () => {
    await brought.pictures('train/a1.png train/b2.png train/c3.png train/d4.png');
    const rows = [
      'a1,v,cat,0',
      'a1,v,dog,1',
      'b2,v,cat,1',
      'b2,v,dog,0',
      'c3,v,cat,0',
      'd4,v,cat,1',
      'd4,v,dog,1',
    ];
    brought.write('human.csv', header, ...rows);
    const { images, said, problems } = await brought.imported('human.csv');
    expect(images).toEqual([
      'train/a1.png|dog|labelled-train',
      'train/b2.png|cat|labelled-train',
      'train/c3.png||unlabelled',
      'train/d4.png||labelled-train|several-classes',
    ]);
    expect(said).toContain('confidence is 0');
    expect(said).toContain('give no label: 3');
    expect(problems).toEqual([]);
  });

  it('sets an image aside to which a program gives several classes, each with its confidence', async () => {
    await brought.pictures('a.png b.png');
    const rows = ['a,machine,cat,0.1', 'a,machine,dog,0.8', 'b,machine,cat,0.9'];
    brought.write('machine.csv', header, ...rows);
    const { images, problems } = await brought.imported('machine.csv');
    expect(images.map((image) => image.split('|').filter(Boolean).join('|'))).toEqual([
      'a.png|labelled-train|several-classes',
      'b.png|cat|labelled-train',
    ]);
    expect(problems).toEqual([]);
  });

  it('keeps labels that a program is more or less sure of, and those of a column without any other value', async () => {
    await brought.pictures('a.png b.png');
    brought.write('sure.csv', 'path,label,confidence', 'a.png,cat,0.9', 'b.png,dog,0.4');
    expect((await brought.imported('sure.csv')).images).toEqual([
      'a.png|cat|labelled-train',
      'b.png|dog|labelled-train',
    ]);
    brought.write('zero.csv', 'path,label,confidence', 'a.png,fox,0', 'b.png,hen,0');
    expect((await brought.imported('zero.csv')).images.map((image) => image.split('|')[1])).toEqual([
      'fox',
      'hen',
    ]);
  });
});

it('a name without its ending that two rows have is listed twice, and is no missing file', async () => {
  await brought.pictures('train/a1.png train/b2.png');
  brought.write('l.csv', 'id,label', 'a1,cat', 'b2,dog', 'a1,dog');
  const { images, problems } = await brought.imported('l.csv');
  expect(images).toEqual(['train/a1.png|cat|labelled-train', 'train/b2.png|dog|labelled-train']);
  expect(problems).toEqual(['l.csv:4: repeated-row-other']);
});

describe('answers for a competition', () => {
  it.each(['submission', 'gender_submission', 'SampleSubmissionStage1', 'submission_format', 'sample_sub'])(
    'are no labels: %s.csv',
    async (name) => {
      await brought.pictures('test/a1.png test/b2.png');
      brought.write(`${name}.csv`, 'id,label', 'a1,cat', 'b2,cat');
      const { images, codes } = await brought.imported(`${name}.csv`);
      expect(images).toEqual(['test/a1.png||test', 'test/b2.png||test']);
      expect(codes).toContain('sample-answers');
    },
  );

  it('are none either if each class has a column, be it of shares or of yes and no', async () => {
    await brought.pictures('images/Test_0.png images/Test_1.png');
    for (const [name, half] of [
      ['sample_submission.csv', '0.5,0.5'],
      ['my_submission.csv', '1,0'],
    ]) {
      brought.write(name, 'image_id,healthy,rust', `Test_0,${half}`, `Test_1,${half}`);
      const { images } = await brought.imported(name);
      expect(images.map((image) => image.split('|')[1])).toEqual(['', '']);
    }
  });

  it('are still to be given for a list of test images that has only their names', async () => {
    await brought.pictures('images/Test_0.png images/Test_1.png');
    brought.write('test.csv', 'image_id', 'Test_0', 'Test_1');
    const { images } = await brought.imported('test.csv');
    expect(images).toEqual(['images/Test_0.png||test', 'images/Test_1.png||test']);
  });
});

it('labels that are all in square brackets need no quotes (Make Sense)', async () => {
  await brought.pictures('a.png b.png c.png');
  brought.write('l.csv', 'a.png,"[cat]"', 'b.png,"[dog]"', 'c.png,"[cat,dog]"');
  const { images } = await brought.imported('l.csv');
  expect(images).toEqual([
    'a.png|cat|labelled-train',
    'b.png|dog|labelled-train',
    'c.png||unlabelled|several-classes',
  ]);
});

it('a split for cross-validation is one for validation', async () => {
  await brought.pictures('train/cat/1.png train/dog/2.png crossval/cat/3.png cross-validation/dog/4.png');
  const { images } = await brought.imported();
  expect(images.map((image) => image.split('|').slice(1).join('|'))).toEqual([
    'dog|validation',
    'cat|validation',
    'cat|labelled-train',
    'dog|labelled-train',
  ]);
});

describe('a file of annotations for each image, with the splits as folders', () => {
  const layouts = [
    ['images/train', 'annotations/train'],
    ['train/images', 'annotations/train'],
    ['JPEGImages/train', 'Annotations/train'],
    ['images/train', 'labels/train'],
    ['train', 'train_annotations'],
    ['train_images', 'train_annotations'],
    ['data/train', 'data/annotations/train'],
    ['images/train', 'annotations'],
    ['train/img', 'train/ann'],
    ['train', 'train/annotations'],
    ['images/train', 'images/train/annotations'],
  ];
  it.each(layouts)('is read in %s with %s', async (images, texts) => {
    for (const [at, split] of ['train', 'val', 'test'].entries())
      for (const [more, label] of ['cat', 'dog'].entries()) {
        const [name, of] = [`${at}${more}`, (folder: string) => folder.replaceAll('train', split)];
        await brought.pictures(`${of(images)}/${name}.png`);
        brought.write(
          `${of(texts)}/${name}.xml`,
          `<annotation><object><name>${label}</name></object></annotation>`,
        );
      }
    const { images: found, said } = await brought.imported();
    expect(found.map((image) => image.split('/').at(-1))).toEqual(
      expect.arrayContaining([
        '00.png|cat|labelled-train',
        '01.png|dog|labelled-train',
        '10.png|cat|validation',
        '11.png|dog|validation',
        '20.png|cat|test',
        '21.png|dog|test',
      ]),
    );
    expect(found).toHaveLength(6);
    expect(said).not.toContain('not listed');
  });

  it('is not read where other folders name the classes', async () => {
    await brought.pictures('cat/1.png dog/2.png');
    for (const name of ['cat/1', 'dog/2'])
      brought.write(`annotations/${name}.xml`, '<annotation><object><name>x</name></object></annotation>');
    const { images, codes } = await brought.imported();
    expect(images).toEqual(['cat/1.png|cat|labelled-train', 'dog/2.png|dog|labelled-train']);
    expect(codes).toContain('annotations-beside');
  });

  it.each([
    ['Supervisely', 'ds/img', 'ds/ann', '.png.json'],
    ['Darwin', 'images', 'releases/latest/annotations', '.json'],
    ['SuperAnnotate', 'images', 'images', '.png___objects.json'],
  ])('of a program that is not read is said to be there: %s', async (_, images, texts, ending) => {
    await brought.pictures(`${images}/1.png ${images}/2.png`);
    for (const name of ['1', '2']) brought.write(`${texts}/${name}${ending}`, '{"tags": [{"name": "cat"}]}');
    const { codes, said } = await brought.imported();
    expect(codes).toContain('annotations-unknown');
    expect(said).toContain(`"${texts}/1${ending}"`);
  });
});

describe('a downloaded folder around a dataset', () => {
  it('is said to hold the class folders deeper inside', async () => {
    await brought.pictures('repo-main/data/cat/1.png repo-main/data/cat/2.png repo-main/data/dog/1.png');
    brought.write('repo-main/README.md', '# Cats');
    const { codes, said } = await brought.imported();
    expect(codes).toContain('folders-within-class');
    expect(said).toContain('(cat, dog)');
    expect(said).toContain('import "repo-main/data" alone');
  });

  it('is said to hold a dataset of a labelling tool', async () => {
    await brought.pictures('repo-main/data/train/images/1.png repo-main/data/valid/images/2.png');
    for (const name of ['train/labels/1', 'valid/labels/2'])
      brought.write(`repo-main/data/${name}.txt`, '0 0.5 0.5 0.2 0.2');
    brought.write(
      'repo-main/data/data.yaml',
      'train: ../train/images',
      'val: ../valid/images',
      'names: [cat]',
    );
    const { said } = await brought.imported();
    expect(said).toContain('"repo-main/data" is a dataset of its own (YOLO)');
    expect(said).not.toContain('one for each');
  });
});

describe('images in no class folder', () => {
  it('may have their classes in their names, which is said', async () => {
    await brought.pictures('flat/cat.0.png flat/cat.1.png flat/dog.0.png flat/dog.1.png');
    expect((await brought.imported('flat')).said).toContain('"cat" (2), "dog" (2)');
    await brought.pictures('two/train/cat.0.png two/train/cat.1.png two/train/dog.0.png two/train/dog.1.png');
    await brought.pictures('two/test/1.png two/test/2.png');
    expect((await brought.imported('two')).said).toContain('"cat" (2), "dog" (2)');
    await brought.pictures('cam/IMG_0.png cam/IMG_1.png cam/DSC_0.png cam/DSC_1.png');
    expect((await brought.imported('cam')).codes).not.toContain('classes-in-names');
  });

  it('are unlabelled in a folder named like a held-out split, which is said', async () => {
    await brought.pictures('set/test/1.png set/test/2.png');
    const { codes, images } = await brought.imported('set/test');
    expect(images.every((image) => image.endsWith('||unlabelled'))).toBe(true);
    expect(codes).toContain('pool-named-held-out');
  });

  it('are named with their list where others are in class folders (Tiny ImageNet)', async () => {
    const [fish, newt] = ['n01443537', 'n01629819'];
    await brought.pictures(`train/${fish}/images/a.png train/${newt}/images/b.png`);
    await brought.pictures('val/images/val_0.png val/images/val_1.png');
    brought.write(
      'val/val_annotations.txt',
      `val_0.png\t${fish}\t0\t3\t4\t6`,
      `val_1.png\t${newt}\t0\t3\t4\t6`,
    );
    brought.write('words.txt', `${fish}\tgoldfish`, `${newt}\tsalamander`);
    const { images, said } = await brought.imported();
    expect(images).toHaveLength(2);
    expect(said).toContain('are in no class folder: "val/val_annotations.txt"');
  });
});

it('tables and packed pictures that are not read are named', async () => {
  await brought.pictures('jpg/1.png jpg/2.png');
  brought.write('imagelabels.mat', 'MATLAB');
  brought.write('data/train-0.parquet', 'PAR1');
  brought.write('train.tfrecord-00000-of-00002', 'x');
  const { codes, problems } = await brought.imported();
  expect(codes).toContain('tables-unread');
  expect(problems).toEqual(['.parquet: packed-pictures', '.tfrecord-00000-of-00002: packed-pictures']);
});

describe("Roboflow's CSV in the folder of each split", () => {
  it('has a column for each class', async () => {
    for (const split of ['train', 'valid', 'test']) {
      await brought.pictures(`${split}/a.png ${split}/b.png`);
      brought.write(`${split}/_classes.csv`, 'filename, cat, dog', 'a.png, 1, 0', 'b.png, 0, 1');
    }
    const { images, said } = await brought.imported();
    expect(said).toContain('Read as Roboflow CSV');
    expect(images).toEqual([
      'test/a.png|cat|test',
      'test/b.png|dog|test',
      'train/a.png|cat|labelled-train',
      'train/b.png|dog|labelled-train',
      'valid/a.png|cat|validation',
      'valid/b.png|dog|validation',
    ]);
  });

  it('has boxes, whose class is that of the image', async () => {
    for (const split of ['train', 'valid']) {
      await brought.pictures(`${split}/a.png ${split}/b.png`);
      const rows = ['a.png,64,48,cat,1,1,9,9', 'b.png,64,48,dog,1,1,9,9', 'b.png,64,48,cat,2,2,9,9'];
      brought.write(`${split}/_annotations.csv`, 'filename,width,height,class,xmin,ymin,xmax,ymax', ...rows);
    }
    const { images } = await brought.imported();
    expect(images.map((image) => image.split('|').at(-1))).toEqual([
      'labelled-train',
      'several-classes',
      'validation',
      'several-classes',
    ]);
  });
});
