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
