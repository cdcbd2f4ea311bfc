import type { ErrorWords } from './entry';

/** What reading and writing lists of other programs refuses. */
export const listErrors = {
  'unreadable-list': {
    en: '{{path}} cannot be read as a list: {{reason}}.',
    ko: '{{path}}을(를) 목록으로 읽을 수 없습니다. ({{reason}})',
  },
  'list-bytes': {
    en: '{{path}} is not {{encoding}} near byte {{byte}}. Save it as UTF-8.',
    ko: '{{path}}의 {{byte}}번째 바이트 부근이 {{encoding}} 인코딩이 아닙니다. UTF-8로 저장하세요.',
  },
  'list-json': {
    en: '{{path}} is not valid JSON: {{reason}}. Export it again.',
    ko: '{{path}}은(는) JSON이 아닙니다. ({{reason}}) 다시 내보내세요.',
  },
  'list-cut': {
    en: '{{path}} is incomplete: the file ends too early. Export or copy it again.',
    ko: '{{path}}이(가) 중간에 끊겼습니다. 다시 내보내거나 복사하세요.',
  },
  'list-xml': {
    en: '{{path}} is not valid XML in line {{line}}: {{reason}}. Export it again.',
    ko: '{{path}}의 {{line}}번째 줄이 XML이 아닙니다. ({{reason}}) 다시 내보내세요.',
  },
  'list-names-shape': {
    en: '{{path}} must be a list in which each entry has a "file" and a "name".',
    ko: '{{path}}은(는) 항목마다 "file"과 "name"이 있는 목록이어야 합니다.',
  },
  'unknown-list': {
    en: '{{path}} is in no supported format. Export it again as {{formats}}, or as CSV or JSON Lines with a column of paths.',
    ko: '{{path}}은(는) 읽을 수 있는 형식이 아닙니다. {{formats}} 형식이나 경로 열이 있는 CSV, JSON Lines로 다시 내보내세요.',
  },
  'unknown-format': {
    en: 'Labels cannot be exported as "{{name}}". The formats are {{known}}.',
    ko: '"{{name}}" 형식으로는 라벨을 쓸 수 없습니다. 쓸 수 있는 형식: {{known}}.',
  },
  'list-several-classes': {
    en: {
      cli: '{{path}} lists objects of several classes for {{count}} of {{all}} [image|images], such as {{example}}. The studio gives each image one class: leave these out with --leave-out-several, or cut the objects out into images of their own.',
      window:
        '{{path}} lists objects of several classes for {{count}} of {{all}} [image|images], such as {{example}}. The studio gives each image one class: add the list again and choose to leave these out, or cut the objects out into images of their own.',
    },
    ko: '{{path}}의 이미지 {{all}}장 가운데 {{count}}장에 여러 클래스의 물체가 있습니다. (예: {{example}}) 여기에서는 이미지마다 클래스가 하나입니다. 목록을 다시 추가하면서 그 이미지를 빼도록 고르거나, 물체를 잘라 따로 이미지로 만드세요.',
  },
  'list-several-fields': {
    en: '{{path}} has classes under several names: {{names}}. The studio cannot tell which one is the label: export the list with only one of them, or name that one "label".',
    ko: '{{path}}에는 클래스를 담은 항목이 여럿 있어({{names}}) 어느 것이 라벨인지 알 수 없습니다. 하나만 내보내거나 그 항목의 이름을 "label"로 하세요.',
  },
  'list-remote': {
    en: 'The {{count}} [image|images] in {{path}} [is|are] on other machines (addresses such as https:// or s3://). Download them, and give their paths on this machine in the list.',
    ko: '{{path}}의 이미지 {{count}}장이 모두 다른 컴퓨터에 있습니다(https:// 또는 s3:// 주소). 이미지를 내려받고 목록이 이 컴퓨터의 파일을 가리키게 하세요.',
  },
} as const satisfies Record<string, ErrorWords>;
