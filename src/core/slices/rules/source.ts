import { defineSlicing } from '../rule';

export const bySource = defineSlicing({
  name: 'source',
  words: {
    en: { title: 'Source', help: 'Images that were added from the same folder or list.' },
    ko: { title: '출처', help: '같은 폴더나 목록에서 추가한 이미지입니다.' },
  },
  slicesOf: (images) => images.map(({ source }) => source),
});
