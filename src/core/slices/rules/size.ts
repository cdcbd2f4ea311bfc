import { quarters, rangeText } from '../quarters';
import { defineSlicing } from '../rule';

export const bySize = defineSlicing({
  name: 'size',
  words: {
    en: { title: 'Image size', help: 'Quarters of the images, by the shorter side in pixels.' },
    ko: { title: '이미지 크기', help: '짧은 변의 픽셀 수에 따라 이미지를 넷으로 나눕니다.' },
  },
  slicesOf: (images) =>
    quarters(
      images.map(({ width, height }) => (width === null || height === null ? null : Math.min(width, height))),
      (least, largest) => `${rangeText(String(least), String(largest))} px`,
    ),
});
