import { isImageName } from '../../../data/decode/format/file-names';
import type { ListContent, ListEntry, ListFormat } from '../format';
import type { ListPlace } from '../list-place';
import { textLines } from '../text-chunks';

/**
 * Texts whose lines begin with the name of an image and have no separator that a table could have: boxes after it, as Keras YOLO and its
 * successors write them (`a.jpg 10,20,50,60,1 30,30,80,90,0`), or the number of a class after a name with spaces, which Caffe takes from the
 * end of the line.
 */
export const imageLines: ListFormat = {
  name: 'image-lines',
  words: {
    en: {
      title: 'Keras YOLO and Caffe',
      help: 'A text with an image in each line, followed by its boxes, or by the number of its class.',
    },
    ko: {
      title: 'Keras YOLO와 Caffe',
      help: '줄마다 이미지가 있고 그 뒤에 상자나 클래스 번호가 있는 텍스트입니다.',
    },
  },
  reading: { fits, read },
};

const boxed = /^(?<path>.*?\S)(?<boxes>(?:\s+-?\d+(?:\.\d+)?(?:,-?\d+(?:\.\d+)?){3},\d+)+)$/;
const numbered = /^(?<path>.*?\S)\s+(?<label>\d+)$/;

/** How many lines are looked at. */
const mostLines = 500;

/** All lines are of one form; lines with boxes may be mixed with names alone, which are images without an object. */
function fits(place: ListPlace): boolean {
  if (place.isFolder || place.ending !== '.txt') return false;
  const lines = place.head().split(/\r?\n/).slice(0, mostLines);
  // The last one may be cut off.
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).map((line) => line.trim()).filter(Boolean);
  const read = whole.map((line) => lineOf(line));
  if (whole.length === 0 || read.some((each) => each === null)) return false;
  const hasBoxes = read.some((each) => each?.hasBoxes);
  // A table reads names without spaces, which may also be separated by tabs.
  const hasSpaces = read.some((each) => each?.path.includes(' '));
  return hasBoxes || (hasSpaces && read.every((each) => each?.labels.length === 1));
}

interface Line {
  readonly path: string;
  readonly labels: readonly string[];
  readonly hasBoxes: boolean;
}

/** What a line says; null if it begins with something else than the name of an image. */
function lineOf(line: string): Line | null {
  const { path: ofBoxes, boxes } = boxed.exec(line)?.groups ?? {};
  if (ofBoxes !== undefined && isImageName(ofBoxes)) {
    const classes = boxes
      .trim()
      .split(/\s+/)
      .map((box) => box.slice(box.lastIndexOf(',') + 1));
    return { path: ofBoxes, labels: [...new Set(classes)], hasBoxes: true };
  }
  const { path, label } = numbered.exec(line)?.groups ?? {};
  if (path !== undefined && isImageName(path)) return { path, labels: [label], hasBoxes: false };
  return isImageName(line) ? { path: line, labels: [], hasBoxes: false } : null;
}

function read(place: ListPlace): ListContent {
  const entries: ListEntry[] = [];
  let objects = false;
  for (const { line, number } of textLines(place.path)) {
    // A line of another form is kept as the name of a file that is not there, so that it is reported.
    const { path, labels, hasBoxes } = lineOf(line) ?? { path: line, labels: [], hasBoxes: false };
    objects ||= hasBoxes;
    entries.push({ place: `line ${number}`, paths: [path], labels });
  }
  return { entries, objects, problems: [], notes: [] };
}
