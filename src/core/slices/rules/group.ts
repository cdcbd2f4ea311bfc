import { defineSlicing } from '../rule';

export const byGroup = defineSlicing({
  name: 'group',
  words: {
    en: { title: 'Group', help: 'Images with the same value in the column “group” of their list.' },
    ko: { title: '그룹', help: '목록의 "group" 열 값이 같은 이미지입니다.' },
  },
  slicesOf: (images) => images.map(({ group }) => group),
});
