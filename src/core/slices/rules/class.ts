import { defineSlicing } from '../rule';

export const byClass = defineSlicing({
  name: 'class',
  words: {
    en: { title: 'Class', help: 'Images with the same label.' },
    ko: { title: '클래스', help: '라벨이 같은 이미지입니다.' },
  },
  slicesOf: (images) => images.map(({ className }) => className),
});
