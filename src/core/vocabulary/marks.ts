import { z } from 'zod';
import { splits } from './images';

/** Tags, stars and notes: what people write on images beside their labels. */

/** A word that a person gives to any images, of any class. */
export interface Tag {
  readonly id: number;
  readonly name: string;
  /** The number of different pictures that have it. */
  readonly images: number;
}

/** What is written on one image. */
export interface ImageMarks {
  readonly star: boolean;
  readonly tagIds: readonly number[];
  readonly note: string | null;
}

/** A change of what is written on images. */
export type MarkChange =
  | { readonly kind: 'star'; readonly on: boolean }
  | { readonly kind: 'tag'; readonly tagId: number; readonly on: boolean }
  /** An empty note removes notes. */
  | { readonly kind: 'note'; readonly note: string };

const from = z.number().min(0).optional();

/** Selects images by what is written on them and by their files: every given condition must hold. */
export const pictureFilterSchema = z.object({
  /** An image must have all of these tags. */
  tagIds: z.array(z.int().positive()).max(50).readonly().optional(),
  starred: z.boolean().optional(),
  noted: z.boolean().optional(),
  split: z.enum(splits).optional(),
  /** Words of the folders that a file lies in; case is ignored. */
  folder: z.string().max(200).optional(),
  /** When the file was last written, ms since 1970; both ends are included. */
  modifiedFrom: from,
  modifiedTo: from,
  /** Pixels of the shorter side. */
  sideFrom: from,
  sideTo: from,
  bytesFrom: from,
  bytesTo: from,
});

export type PictureFilter = Readonly<z.infer<typeof pictureFilterSchema>>;

/** Columns of images by which they can be sorted. */
export const pictureOrders = ['modified', 'side', 'bytes', 'folder', 'star'] as const;
export type PictureOrder = (typeof pictureOrders)[number];

/** Whether an order is by a column of images. */
export const isPictureOrder = (order: string): order is PictureOrder =>
  (pictureOrders as readonly string[]).includes(order);

/** A filter that a person named. */
export interface SavedFilter {
  readonly id: number;
  readonly name: string;
  readonly filter: PictureFilter;
}

export const longestTag = 60;
export const longestNote = 2000;

/** Separates the tags of an image when they are written as text. */
export const tagSeparator = ';';

/** A tag's name without invisible differences: in NFC, without extra spaces. */
export const tagName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ');

/** Whether a clean name can be a tag's. */
export const isTagName = (name: string): boolean =>
  name !== '' && name.length <= longestTag && !name.includes(tagSeparator) && !/\p{Cc}/u.test(name);

const mostTags = 63;

/** What a tile shows of an image, packed into a byte: a star, a note, and how many tags. */
export const packMarks = (star: boolean, noted: boolean, tags: number): number =>
  (Math.min(mostTags, tags) << 2) | (noted ? 2 : 0) | (star ? 1 : 0);

export const hasStar = (marks: number): boolean => (marks & 1) === 1;
export const hasNote = (marks: number): boolean => (marks & 2) === 2;
export const tagsOn = (marks: number): number => marks >> 2;
