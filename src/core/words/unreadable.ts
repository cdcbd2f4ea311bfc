import type { InEach, Language } from './language';
import { fill, type Values, type ValuesOf } from './template';

/** Why a file of numbers cannot be read, as the end of a sentence. */
const reasons = {
  'header-short': {
    en: 'it is shorter than its header',
    ko: '헤더보다 짧음',
  },
  'cut-short': {
    en: 'it is cut short',
    ko: '중간에서 끊김',
  },
  'header-damaged': {
    en: 'its header is damaged',
    ko: '헤더가 손상됨',
  },
  'too-long': {
    en: 'it is longer than its header says',
    ko: '헤더에 적힌 것보다 긺',
  },
  'number-type': {
    en: '"{{name}}" has the type {{type}}, which is not supported',
    ko: '"{{name}}"의 자료형 {{type}}은(는) 지원하지 않음',
  },
  'no-tensor': {
    en: 'it has no tensor "{{name}}"',
    ko: '"{{name}}" 텐서가 없음',
  },
  'no-rows': {
    en: '"{{name}}" has {{rows}} [row|rows] and none from {{first}} to {{last}}',
    ko: '"{{name}}"의 행은 {{rows}}개이며 {{first}}부터 {{last}}까지의 행이 없음',
  },
  checksum: {
    en: '"{{name}}" is damaged: its checksum differs',
    ko: '"{{name}}"이(가) 손상됨(체크섬이 다름)',
  },
  'part-order': {
    en: '{{file}} does not follow the part before',
    ko: '{{file}}이(가) 앞 부분에 이어지지 않음',
  },
  'other-labelling': {
    en: 'it is not a labelling of this version',
    ko: '이 버전의 라벨링이 아님',
  },
  'part-differs': {
    en: '{{other}} does not fit {{first}}: "{{name}}" differs',
    ko: '{{other}}이(가) {{first}}과(와) 맞지 않음("{{name}}"이(가) 다름)',
  },
  'part-columns': {
    en: '{{other}} does not fit {{first}}: it has other columns',
    ko: '{{other}}이(가) {{first}}과(와) 맞지 않음(열이 다름)',
  },
  'part-missing': {
    en: '{{other}} does not fit {{first}}: it has no "{{name}}"',
    ko: '{{other}}이(가) {{first}}과(와) 맞지 않음("{{name}}"이(가) 없음)',
  },
  'part-shape': {
    en: '{{other}} does not fit {{first}}: "{{name}}" has another shape',
    ko: '{{other}}이(가) {{first}}과(와) 맞지 않음("{{name}}"의 모양이 다름)',
  },
  'no-file': { en: 'it is no file', ko: '파일이 아님' },
  'other-kind': { en: 'it is of another kind', ko: '다른 종류의 파일임' },
  pickle: { en: 'it is a pickle', ko: '피클 파일임' },
  'asks-for': { en: 'it asks for {{word}}', ko: '{{word}}을(를) 요구함' },
  'no-entry': {
    en: 'it has no "{{name}}"',
    ko: '"{{name}}"이(가) 없음',
  },
  'pickle-damaged': {
    en: 'its pickle is damaged',
    ko: '피클이 손상됨',
  },
  'no-dictionary': {
    en: 'it holds no dictionary of tensors',
    ko: '텐서 사전이 들어 있지 않음',
  },
  'outside-storage': {
    en: 'a tensor lies outside its storage',
    ko: '텐서가 저장 영역을 벗어남',
  },
  'no-torch': {
    en: 'it is not a PyTorch file',
    ko: 'PyTorch 파일이 아님',
  },
  'storages-damaged': {
    en: 'its list of storages is damaged',
    ko: '저장 영역 목록이 손상됨',
  },
  'storage-unused': {
    en: 'it has a storage that no tensor uses',
    ko: '어느 텐서도 쓰지 않는 저장 영역이 있음',
  },
  'storage-damaged': {
    en: 'a storage is damaged',
    ko: '저장 영역이 손상됨',
  },
  'storage-missing': {
    en: 'a storage is missing',
    ko: '저장 영역이 없음',
  },
  'no-torch-inside': {
    en: 'it is an archive without a PyTorch file',
    ko: 'PyTorch 파일이 없는 압축 파일임',
  },
  'byte-order': {
    en: 'its numbers have the opposite byte order',
    ko: '숫자의 바이트 순서가 반대인 컴퓨터에서 만들어짐',
  },
  'storage-cut': {
    en: 'a storage is cut short',
    ko: '저장 영역이 중간에서 끊김',
  },
  instruction: {
    en: 'it has the instruction {{code}}, which no file of weights needs',
    ko: '가중치 파일에 필요 없는 명령 {{code}}이(가) 있음',
  },
  'too-deep': {
    en: 'it is nested too deeply',
    ko: '너무 깊음',
  },
  'sets-state': {
    en: 'it sets the state of an object',
    ko: '객체의 상태를 바꿈',
  },
  'no-card': {
    en: 'it has no card',
    ko: '카드가 없음',
  },
  'tensor-shape': {
    en: '"{{name}}" is missing or has another shape',
    ko: '"{{name}}"이(가) 없거나 모양이 다름',
  },
} as const satisfies Readonly<Record<string, InEach<string>>>;

export type UnreadableCode = keyof typeof reasons;

/** The values that the placeholders of a reason need. */
export type UnreadableValues<C extends UnreadableCode> = ValuesOf<(typeof reasons)[C]['en']>;

export function unreadableReason(code: UnreadableCode, values: Values): InEach<string> {
  const said = (language: Language) => fill(reasons[code][language], values, language);
  return { en: said('en'), ko: said('ko') };
}
