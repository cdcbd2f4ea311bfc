import { defineCorruption } from '../corruption';

/** The parameter is the quality of the JPEG. */
export const jpegCompression = defineCorruption({
  name: 'jpeg-compression',
  words: {
    en: { title: 'JPEG compression', help: 'Blocks and rings of a strongly compressed file.' },
    ko: { title: 'JPEG 압축', help: '강하게 압축된 파일에 생기는 블록과 번짐입니다.' },
  },
  group: 'digital',
  published: {
    32: [80, 65, 58, 50, 40],
    64: [65, 58, 50, 40, 25],
    224: [25, 18, 15, 10, 7],
  },
  apply: ({ pixels, size }, quality, _, { jpeg }) => jpeg(pixels, size, quality),
});
