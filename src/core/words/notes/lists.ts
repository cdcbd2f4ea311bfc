import type { ErrorWords } from '../errors/entry';

/** How a list of another program was read, and what is wrong with its entries. */
export const listNotes = {
  'list-read-as': { en: 'Read as {{format}}.', ko: '{{format}} 형식으로 읽었습니다.' },
  'list-of-objects': {
    en: 'The list names objects in the images: the class of an image is that of its objects.',
    ko: '이미지 속 물체의 목록이므로 물체의 클래스를 이미지의 클래스로 읽었습니다.',
  },
  'list-no-header': {
    en: 'The list has no header. Judging by their content, its columns were read as: {{columns}}.',
    ko: '목록에 열 이름을 적은 줄이 없어 내용에 따라 열을 읽었습니다: {{columns}}.',
  },
  'split-asked': {
    en: 'As you said, {{images}} [image that the list names for another purpose is|images that the list names for another purpose are] {{meaning}}.',
    ko: '목록이 다른 용도로 적은 이미지 {{images}}장은 지정하신 대로 {{meaning}}으로 읽었습니다.',
  },
  'split-asked-kept': {
    en: 'You said that all images are {{meaning}}, but {{images}} [keeps|keep] what the list says. To change that, change the list.',
    ko: '모두 {{meaning}}으로 지정하셨지만 이미지 {{images}}장은 목록에 적힌 분할을 유지합니다. 바꾸려면 목록을 고치세요.',
  },
  'list-split-by-name': {
    en: 'Judging by the list’s name, "{{list}}", its images belong to the split "{{split}}".',
    ko: '목록의 이름 "{{list}}"에 따라 이미지를 "{{split}}" 분할로 읽었습니다.',
  },
  'list-splits-by-folder': {
    en: {
      cli: 'If the list gives no split, the folders of its images decide what is held out: {{folders}}. To train on all, import the list with "--split train".',
      window:
        'If the list gives no split, the folders of its images decide what is held out: {{folders}}. To train on all, take the source out and add it again for training.',
    },
    ko: '목록에 분할이 없는 이미지는 폴더에 따라 검증용이나 테스트용으로 읽었습니다: {{folders}}. 모두 학습에 쓰려면 소스를 빼고 학습용으로 다시 추가하세요.',
  },
  'images-in-folder': {
    en: 'Images found in "{{folder}}", relative to the list: {{images}}.',
    ko: '목록 기준 "{{folder}}"에서 찾은 이미지: {{images}}장.',
  },
  'class-names-beside': {
    en: 'The names and the order of the classes come from {{file}}.',
    ko: '클래스의 이름과 순서는 {{file}}을(를) 따릅니다.',
  },
  'class-names-header': {
    en: 'The first line of {{file}}, "{{line}}", was read as a header. If it is a class, write the names into labels.json instead ({"0": "{{line}}", …}).',
    ko: '{{file}}의 첫 줄 "{{line}}"은(는) 제목으로 읽었습니다. 클래스라면 labels.json에 번호별 이름({"0": "{{line}}", …})을 적으세요.',
  },
  'class-numbers-from-one': {
    en: 'The labels are numbers from 1 and {{file}} has as many names, so 1 is the first name, "{{first}}".',
    ko: '라벨이 1부터 시작하는 번호이고 {{file}}의 이름 수와 같아 1을 첫 이름 "{{first}}"(으)로 읽었습니다.',
  },
  'class-names-equal': {
    en: '{{file}} gives several classes one name. They stay apart: {{names}}. If they are the same class, merge them.',
    ko: '{{file}}에 이름이 같은 클래스가 있어 {{names}}(으)로 구별했습니다. 같은 클래스라면 합치세요.',
  },
  'annotations-unjoined': {
    en: 'Images that are annotated but not listed were ignored: {{images}}.',
    ko: '주석만 있고 목록에 없어 건너뛴 이미지: {{images}}장.',
  },
  'tasks-predicted': {
    en: 'Tasks with a model’s predictions and no annotation were imported without a label, because a prediction is not a label: {{tasks}}.',
    ko: '주석 없이 모델의 예측만 있는 작업은 라벨 없이 가져왔습니다(예측은 라벨이 아닙니다): {{tasks}}개.',
  },
  'fields-predicted': {
    en: 'Ignored, because they hold a model’s predictions and not labels: {{fields}}.',
    ko: '라벨이 아니라 모델의 예측이어서 건너뛴 항목: {{fields}}.',
  },
  'tracks-passed-over': {
    en: 'Tracks of a video were ignored: {{tracks}}. Export it as "CVAT for images".',
    ko: '비디오 트랙 {{tracks}}개를 건너뛰었습니다. "CVAT for images" 형식으로 내보내세요.',
  },
  'difficult-only': {
    en: 'Images whose only objects are marked as difficult were imported without a label: {{images}}.',
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
    en: 'This line cannot be read; a line has the form {{expected}}.',
    ko: '이 줄을 읽을 수 없습니다. 줄의 형식: {{expected}}',
  },
  'entry-category': {
    en: 'Category {{category}} is not among the classes of the list; it was ignored.',
    ko: '목록의 클래스에 없는 범주 {{category}}을(를) 건너뛰었습니다.',
  },
  'entry-remote': {
    en: '{{address}} is not a file on this machine. Download it, and give the path of the file here.',
    ko: '{{address}}은(는) 이 컴퓨터의 파일이 아닙니다. 내려받은 뒤 그 파일을 적으세요.',
  },
  'entry-embedded': {
    en: 'The picture is stored in the list itself. Save it as a file, and give the path of the file here.',
    ko: '이미지가 목록 안에 들어 있습니다. 파일로 저장한 뒤 그 파일을 적으세요.',
  },
  'entry-two-splits': {
    en: '"{{image}}" is also in "{{split}}", which counts.',
    ko: '"{{image}}"은(는) "{{split}}"에도 있으며, 그쪽을 따릅니다.',
  },
  'entries-more': {
    en: 'The same applies to {{count}} more [entry|entries].',
    ko: '같은 문제가 있는 항목이 {{count}}개 더 있습니다.',
  },
  'several-classes': {
    en: 'It has {{count}} [class|classes] in the list ({{classes}}); the studio gives an image one class.',
    ko: '목록에서 클래스가 {{count}}개입니다({{classes}}). 여기에서는 이미지마다 하나입니다.',
  },
  'entry-id-twice': {
    en: 'Several images of the list have the id "{{id}}", as in merged lists, so their labels cannot be told apart. Give each image its own id.',
    ko: '목록을 합칠 때처럼 id "{{id}}"인 이미지가 여럿이어서 어느 라벨이 어느 이미지의 것인지 알 수 없습니다. 이미지마다 다른 id를 지정하세요.',
  },
  'entry-category-twice': {
    en: 'The list has several categories with the id "{{id}}" ({{classes}}), as in merged lists, so its class is unknown. Give each category its own id.',
    ko: '목록을 합칠 때처럼 id "{{id}}"인 범주가 여럿({{classes}})이어서 어느 클래스인지 알 수 없습니다. 범주마다 다른 id를 지정하세요.',
  },
  'name-not-xml': {
    en: 'Its name or class contains a control character, which XML cannot contain.',
    ko: '이름이나 클래스에 XML에 쓸 수 없는 제어 문자가 있습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
