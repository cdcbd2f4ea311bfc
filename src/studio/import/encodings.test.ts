import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Brought } from './brought.fixture';

const brought = Brought.forEach();

const wide = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
function put(name: string, bytes: Buffer): void {
  mkdirSync(dirname(brought.at(name)), { recursive: true });
  writeFileSync(brought.at(name), bytes);
}

describe('names of classes', () => {
  const asNames = ['0/1.png|Café|labelled-train', '1/2.png|dog|labelled-train'];

  it.each([
    ['classes.txt', 'Café\r\ndog\r\n'],
    ['labels.json', '{"0": "Café", "1": "dog"}'],
    ['labels.json', '["Café", "dog"]'],
  ])('are read from %s in UTF-16', async (name, text) => {
    await brought.pictures('0/1.png 1/2.png');
    put(name, wide(text));
    if (text.startsWith('[')) {
      // A list of names fixes the classes, and is not a list of numbers.
      expect((await brought.imported()).classes).toEqual(['Café', 'dog']);
    } else expect((await brought.imported()).images).toEqual(asNames);
  });

  it('are read in an old code page, with a note', async () => {
    await brought.pictures('0/1.png 1/2.png');
    put('classes.txt', Buffer.from('Café\ndog\n', 'latin1'));
    const { images, said } = await brought.imported();
    expect(images).toEqual(asNames);
    expect(said).toContain(
      'classes.txt does not state its encoding; its class names were read as windows-1252: Café',
    );
  });

  it('are read from a YOLO description in UTF-16, and it is refused in an old code page', async () => {
    await brought.pictures('images/1.png images/2.png');
    brought.write('labels/1.txt', '0 0.5 0.5 0.1 0.1');
    brought.write('labels/2.txt', '1 0.5 0.5 0.1 0.1');
    const text = 'names: [Café, dog]\ntrain: images\n';
    put('data.yaml', wide(text));
    expect((await brought.imported()).images).toEqual([
      'images/1.png|Café|labelled-train',
      'images/2.png|dog|labelled-train',
    ]);
    put('data.yaml', Buffer.from(text, 'latin1'));
    await expect(brought.imported()).rejects.toThrow(
      'data.yaml cannot be read as a list: The text is neither',
    );
  });
});
