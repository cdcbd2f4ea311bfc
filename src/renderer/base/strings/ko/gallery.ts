import type { gallery as english } from '../en/gallery';
import type { Words } from '../words';

/** Korean: what galleries of images share, and the picker of classes. */
export const gallery = {
  picker: {
    title_other: '이미지 {{n}}장에 클래스 지정',
    search: '클래스',
    none: '이 이름의 클래스가 없습니다.',
    create: '새 클래스 “{{name}}”',
  },
  gallery: {
    pick: '이름으로 클래스 지정',
    history: {
      title: '실행 취소 기록',
      none: '아직 한 것이 없습니다.',
      start: '모두 하기 전',
      more: '더 오래된 것은 하나씩 취소하세요.',
      undone: '취소됨: {{words}}',
    },
    undo: '실행 취소',
    redo: '다시 실행',
    move: '이동, Shift와 함께 선택',
    range: '범위 선택 또는 하나 더 선택',
    all: '보이는 이미지 모두 선택',
    look: '크게 보기',
    clear: '선택 해제',
    refresh: '다시 정렬',
    elsewhere: '해당 이미지는 여기에 없습니다.',
    zoomIn: '확대',
    zoomOut: '축소',
    actualSize: '실제 크기 / 창에 맞춤',
    pan: '확대한 이미지 이동',
    facts: '파일 정보',
    copyPath: '경로 복사',
    copied_other: '경로 {{n}}개를 복사했습니다',
    showInFolder: '폴더에서 보기',
  },
  facts: {
    title: '파일 정보',
    name: '이름',
    taken: '촬영 일시',
    camera: '카메라',
    pixels: '해상도',
    bytes: '크기',
    modified: '수정 일시',
    folder: '폴더',
  },
} as const satisfies Words<typeof english>;
