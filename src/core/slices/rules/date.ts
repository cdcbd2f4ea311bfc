import { defineSlicing } from '../rule';

/** How many characters of "2026-11-28" name a year, and how many name a day, a month and a year. */
const year = 4;
const units = [10, 7, year];
const mostSlices = 12;

export const byDate = defineSlicing({
  name: 'date',
  words: {
    en: {
      title: 'File date',
      help: 'Images whose files were last changed on the same day, or in the same month or year if there are more than 12 days or months (UTC).',
    },
    ko: {
      title: '파일 날짜',
      help: '같은 날 마지막으로 수정된 파일의 이미지입니다. 날이나 달이 12개보다 많으면 달이나 해로 묶습니다(UTC).',
    },
  },
  slicesOf(images) {
    const dates = images.map(({ mtimeMs }) => (mtimeMs === null ? null : new Date(mtimeMs).toISOString()));
    const cut = (length: number) => dates.map((date) => date?.slice(0, length) ?? null);
    return cut(units.find((length) => new Set(cut(length)).size <= mostSlices) ?? year);
  },
});
