import { defineSlicing } from '../rule';

export const byTag = defineSlicing({
  name: 'tag',
  words: {
    en: { title: 'Tag', help: 'Images with the same tag; an image is in the slice of each of its tags.' },
    ko: {
      title: '태그',
      help: '같은 태그가 있는 이미지입니다. 태그가 여럿이면 각 슬라이스에 모두 들어갑니다.',
    },
  },
  slicesOf: (images) => images.map(({ tags }) => tags),
});
