import type { ErrorWords } from '../errors/entry';

/** How a list of another program was read, and what is wrong with its entries. */
export const listNotes = {
  'list-read-as': { en: 'Read as {{format}}.', ko: '{{format}} 형식으로 읽었습니다.' },
  'list-of-objects': {
    en: 'The list names objects in the images: the class of an image is that of its objects.',
    ko: '이미지 속 물체의 목록이므로 물체의 클래스를 이미지의 클래스로 읽었습니다.',
  },
  'list-no-header': {
    en: 'The list has no line that names its columns. By what stands in them they were taken for: {{columns}}.',
    ko: '목록에 열 이름을 적은 줄이 없어 내용에 따라 열을 읽었습니다: {{columns}}.',
  },
  'list-split-by-name': {
    en: 'By the name of the list, "{{list}}", its images are of the split "{{split}}".',
    ko: '목록의 이름 "{{list}}"에 따라 이미지를 "{{split}}" 분할로 읽었습니다.',
  },
  'list-splits-by-folder': {
    en: 'Where the list says no split, what the folders of its images hold out is held out: {{folders}}.',
    ko: '목록에 분할이 없는 이미지는 폴더에 따라 검증용이나 테스트용으로 읽었습니다: {{folders}}.',
  },
  'images-in-folder': {
    en: 'Images found in "{{folder}}", seen from the list: {{images}}.',
    ko: '목록 기준 "{{folder}}"에서 찾은 이미지: {{images}}장.',
  },
  'class-names-beside': {
    en: 'Names and order of the classes are those of {{file}}.',
    ko: '클래스의 이름과 순서는 {{file}}을(를) 따릅니다.',
  },
  'annotations-unjoined': {
    en: 'Images that are annotated but not listed were passed over: {{images}}.',
    ko: '주석만 있고 목록에 없어 건너뛴 이미지: {{images}}장.',
  },
  'tasks-predicted': {
    en: 'Tasks with predictions of a model and no annotation came in without a label, since a prediction is none: {{tasks}}.',
    ko: '주석 없이 모델의 예측만 있는 작업은 라벨 없이 가져왔습니다(예측은 라벨이 아닙니다): {{tasks}}개.',
  },
  'fields-predicted': {
    en: 'Passed over, as they hold what a model said and no labels: {{fields}}.',
    ko: '라벨이 아니라 모델의 예측이어서 건너뛴 항목: {{fields}}.',
  },
  'tracks-passed-over': {
    en: 'Tracks of a video were passed over: {{tracks}}. Export it as "CVAT for images".',
    ko: '비디오 트랙 {{tracks}}개를 건너뛰었습니다. "CVAT for images" 형식으로 내보내세요.',
  },
  'difficult-only': {
    en: 'Images that show a class only where it is marked as difficult came in without a label: {{images}}.',
    ko: '클래스가 어려움(difficult)으로만 지정되어 라벨 없이 가져온 이미지: {{images}}장.',
  },
  'entry-shape': {
    en: 'This entry cannot be used: {{reason}}.',
    ko: '이 항목은 쓸 수 없습니다. ({{reason}})',
  },
  'entry-without-image': { en: 'This entry names no image.', ko: '이 항목에는 이미지가 없습니다.' },
  'entry-without-label': {
    en: 'This <{{element}}> has no "label".',
    ko: '이 <{{element}}>에는 "label"이 없습니다.',
  },
  'entry-line': {
    en: 'This line cannot be read; a line is {{expected}}.',
    ko: '이 줄을 읽을 수 없습니다. 줄의 형식: {{expected}}',
  },
  'entry-category': {
    en: 'Category {{category}} is not among the classes of the list; it was passed over.',
    ko: '목록의 클래스에 없는 범주 {{category}}을(를) 건너뛰었습니다.',
  },
  'entry-remote': {
    en: '{{address}} is not a file of this machine. Download it, and name the file here.',
    ko: '{{address}}은(는) 이 컴퓨터의 파일이 아닙니다. 내려받은 뒤 그 파일을 적으세요.',
  },
  'entry-embedded': {
    en: 'The picture stands in the list itself. Save it as a file, and name the file here.',
    ko: '이미지가 목록 안에 들어 있습니다. 파일로 저장한 뒤 그 파일을 적으세요.',
  },
  'entry-two-splits': {
    en: '"{{image}}" is in "{{split}}" too, which counts.',
    ko: '"{{image}}"은(는) "{{split}}"에도 있으며, 그쪽을 따릅니다.',
  },
  'entries-more': {
    en: 'So it is with {{count}} [entry|entries] more.',
    ko: '같은 문제가 있는 항목이 {{count}}개 더 있습니다.',
  },
  'several-classes': {
    en: 'It has {{count}} [class|classes] in the list ({{classes}}); an image has one here.',
    ko: '목록에서 클래스가 {{count}}개입니다({{classes}}). 여기에서는 이미지마다 하나입니다.',
  },
  'entry-id-twice': {
    en: 'Several images of the list have the id "{{id}}", as where lists were put together, so nothing says whose labels are whose. Give each image an id of its own.',
    ko: '목록을 합칠 때처럼 id "{{id}}"인 이미지가 여럿이어서 어느 라벨이 어느 이미지의 것인지 알 수 없습니다. 이미지마다 다른 id를 지정하세요.',
  },
  'entry-category-twice': {
    en: 'The list has several categories with the id "{{id}}" ({{classes}}), as where lists were put together, so nothing says of which class it is. Give each category an id of its own.',
    ko: '목록을 합칠 때처럼 id "{{id}}"인 범주가 여럿({{classes}})이어서 어느 클래스인지 알 수 없습니다. 범주마다 다른 id를 지정하세요.',
  },
  'name-not-xml': {
    en: 'Its name or class holds a control character, which XML cannot hold.',
    ko: '이름이나 클래스에 XML에 쓸 수 없는 제어 문자가 있습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
