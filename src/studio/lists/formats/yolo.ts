import type { ListFormat } from '../format';
import type { ListPlace } from '../list-place';
import { boxFolders, readYolo } from './yolo-folder';
import { describes } from './yolo-names';

/**
 * YOLO's trees of boxes (docs.ultralytics.com/datasets/detect): beside each image, or in a folder `labels` beside `images`, a text with one
 * line per box: the number of its class and its position. `data.yaml`, or a list such as `classes.txt`, names the classes.
 */
export const yolo: ListFormat = {
  name: 'yolo',
  words: {
    en: {
      title: 'YOLO',
      help: 'Images with a text file of boxes each, and data.yaml or classes.txt with the names of the classes.',
    },
    ko: {
      title: 'YOLO',
      help: '이미지마다 상자를 적은 텍스트 파일이 있고 data.yaml이나 classes.txt에 클래스 이름이 있습니다.',
    },
  },
  reading: { fits, read: readYolo },
};

function fits(place: ListPlace): boolean {
  if (!place.isFolder && !describes(place.path)) return false;
  return boxFolders(place).length > 0;
}
