import { hundredths, unparted } from '../../words/shares';
import { quarters, rangeText } from '../quarters';
import { defineSlicing } from '../rule';

export const byBrightness = defineSlicing({
  name: 'brightness',
  words: {
    en: {
      title: 'Brightness',
      help: 'Quarters of the images, by the mean of their pixels: 0 % is black, 100 % is white.',
    },
    ko: {
      title: '밝기',
      help: '픽셀 평균에 따라 이미지를 넷으로 나눕니다. 0 %는 검은색, 100 %는 흰색입니다.',
    },
  },
  slicesOf: (images) =>
    quarters(
      images.map(({ brightness }) => brightness),
      (least, largest) => unparted(`${rangeText(hundredths(least), hundredths(largest))} %`),
    ),
});
