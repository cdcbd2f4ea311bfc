import { studioError } from '../errors';
import type { Split } from './images';

/** An `imported` set contains the images of its sources; a `hard` one contains a fixed list of images that a model was wrong about. */
export const testSetKinds = ['imported', 'hard'] as const;
export type TestSetKind = (typeof testSetKinds)[number];

/** How a set of hard images was made. */
export interface HardSetOrigin {
  /** The baseline, which is wrong about every image of the set. */
  readonly runId: number;
  /** The least confidence of its wrong predictions, 0 to 1. */
  readonly confidence: number;
  /** Images that it was measured on to find these. */
  readonly of: number;
}

/** A set of labelled images with a name, on which models are measured and from which none learns. */
export interface TestSet {
  readonly id: number;
  readonly name: string;
  readonly kind: TestSetKind;
  /** Null for an imported set. */
  readonly origin: HardSetOrigin | null;
  readonly createdAt: number;
}

/** What a model is measured on: the images of a split, or a named set. */
export type Part = Split | TestSet;

export const splitOf = (part: Part): Split => (typeof part === 'string' ? part : 'extra-test');

/** The set's id, as evaluations name it; null for a split. */
export const setIdOf = (part: Part): number | null => (typeof part === 'string' ? null : part.id);

const longest = 80;

/** A name as it is stored: NFC, without spaces around it. Throws `test-set-name`. */
export function testSetName(raw: string): string {
  const name = raw.normalize('NFC').trim();
  if (name === '' || name.length > longest || /[\p{Cc}\p{Surrogate}]/u.test(name))
    throw studioError('test-set-name', { name: raw.slice(0, longest) });
  return name;
}
