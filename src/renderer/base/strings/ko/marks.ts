import type { marks as english } from '../en/marks';
import type { Words } from '../words';

/** Korean: tags, stars and notes of images, and filters by them. */
export const marks = {
  marks: {
    star: '별표 붙이기 또는 떼기',
    tag: '태그',
    note: '메모',
    starred_other: '이미지 {{n}}장에 별표를 붙임',
    unstarred_other: '이미지 {{n}}장의 별표를 뗌',
    tagged_other: '이미지 {{n}}장에 “{{name}}” 태그를 붙임',
    untagged_other: '이미지 {{n}}장에서 “{{name}}” 태그를 뗌',
    noted_other: '이미지 {{n}}장에 메모를 적음',
    unnoted_other: '이미지 {{n}}장의 메모를 지움',
  },
} as const satisfies Words<typeof english>;
