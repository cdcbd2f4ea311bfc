import type { ErrorWords } from './entry';

/** What keeps a folder or a list from being imported. */
export const importErrors = {
  'no-such-path': {
    en: 'There is no file or folder {{path}}. Check the spelling.',
    ko: '{{path}} 파일이나 폴더가 없습니다. 경로를 확인하세요.',
  },
  'path-is-file': {
    en: '{{path}} is neither a folder nor a list. Images come from a folder or from a list: CSV, JSON Lines, or what a labelling tool wrote (COCO, Label Studio, CVAT, FiftyOne, YOLO). If it has a line for each image, put commas between its columns and their names above them: path,label,split.',
    ko: '{{path}}은(는) 폴더도 목록도 아닙니다. 폴더나 CSV, JSON Lines, 라벨링 도구가 쓴 목록(COCO, Label Studio, CVAT, FiftyOne, YOLO)을 고르세요. 이미지마다 한 줄이 있다면 열을 쉼표로 나누고 첫 줄에 열 이름을 적으세요: path,label,split.',
  },
  'path-is-packed': {
    en: '{{path}} has the pictures of a dataset inside and is not opened. Save the pictures as image files, those of each class in a folder of its own, and import that folder.',
    ko: '{{path}}은(는) 데이터 세트의 이미지를 담은 파일이어서 열지 않습니다. 이미지를 파일로 저장하고 클래스별 폴더에 넣어 가져오세요.',
  },
  'path-is-spreadsheet': {
    en: '{{path}} is a spreadsheet, which is not opened. Save the sheet as CSV (UTF-8), then import that.',
    ko: '{{path}}은(는) 열지 않는 스프레드시트입니다. 시트를 CSV(UTF-8)로 저장한 뒤 그 파일을 가져오세요.',
  },
  'list-without-images': {
    en: '{{path}} names no image: there is nothing below its header.',
    ko: '{{path}}에 이미지가 없습니다. 머리글 아래에 내용이 없습니다.',
  },
  'path-is-archive': {
    en: '{{path}} is an archive, which is not opened. Unpack it, then import the folder.',
    ko: '{{path}}은(는) 열지 않는 압축 파일입니다. 압축을 푼 뒤 폴더를 가져오세요.',
  },
  'path-is-device': {
    en: '{{path}} is a device or a pipe, not a file.',
    ko: '{{path}}은(는) 파일이 아니라 장치이거나 파이프입니다.',
  },
  'unreadable-path': {
    en: '{{path}} cannot be read ({{reason}}). Check the path and its permissions.',
    ko: '{{path}}을(를) 읽을 수 없습니다. 경로와 권한을 확인하세요. ({{reason}})',
  },
  'source-kind': {
    en: {
      cli: '{{path}} was first imported as another kind, and that stays. Leave out --kind, or take the source out first (--take-out).',
      window:
        '{{path}} was first added as another kind, and that stays. To change that, take the source out and add it again.',
    },
    ko: '{{path}}은(는) 처음 추가할 때 다른 방식으로 읽었으며 그 방식은 바뀌지 않습니다. 바꾸려면 소스를 빼고 다시 추가하세요.',
  },
  'no-such-source': {
    en: '{{path}} is not a source of this project, so it cannot be taken out. Its sources: {{sources}}.',
    ko: '{{path}}은(는) 이 프로젝트의 소스가 아니어서 뺄 수 없습니다. 소스: {{sources}}.',
  },
  'test-set-name': {
    en: '"{{name}}" cannot be the name of a test set: it needs 1 to 80 characters in one line.',
    ko: '테스트 세트의 이름은 한 줄에 1~80자여야 합니다: "{{name}}".',
  },
  'test-set-taken': {
    en: 'There is already a test set "{{name}}". Choose another name.',
    ko: '"{{name}}" 테스트 세트가 이미 있습니다. 다른 이름을 쓰세요.',
  },
  'test-set-imported': {
    en: 'The images of "{{name}}" were added from files. To remove the set, remove its source from the project.',
    ko: '"{{name}}"의 이미지는 파일에서 추가되었습니다. 프로젝트에서 그 소스를 빼면 세트도 사라집니다.',
  },
  'test-set-unlabelled': {
    en: '{{path}} has no labels, so nothing can be measured on it. Use a folder with a subfolder for each class, or a list with labels.',
    ko: '{{path}}에 라벨이 없어 측정할 수 없습니다. 클래스별 하위 폴더가 있는 폴더나 라벨이 있는 목록을 쓰세요.',
  },
  'source-other-set': {
    en: '{{path}} is already in the project, for another purpose. Take it out first to add it as the test set "{{name}}".',
    ko: '{{path}}은(는) 이미 다른 용도로 프로젝트에 있습니다. 테스트 세트 "{{name}}"(으)로 추가하려면 먼저 빼세요.',
  },
  'source-is-test-set': {
    en: {
      cli: '{{path}} is the test set "{{name}}", so its images are only for testing. To use them for another purpose, take it out first (--take-out).',
      window:
        '{{path}} is the test set "{{name}}", so its images are only for testing. To use them for another purpose, take it out first.',
    },
    ko: '{{path}}은(는) "{{name}}" 테스트 세트이므로 테스트에만 씁니다. 다른 용도로 쓰려면 먼저 빼세요.',
  },
  'unknown-test-set': {
    en: {
      cli: 'There is no test set "{{name}}". There are: {{known}}. "noisy-studio import FOLDER --split test --set NAME" adds one.',
      window: 'There is no test set "{{name}}". There are: {{known}}.',
    },
    ko: '"{{name}}" 테스트 세트가 없습니다. 있는 세트: {{known}}.',
  },
  'no-test-sets': {
    en: {
      cli: 'There is no test set "{{name}}", and no other one. "noisy-studio import FOLDER --split test --set NAME" adds one.',
      window: 'There is no test set "{{name}}", and no other one. Add images as a test set first.',
    },
    ko: '"{{name}}" 테스트 세트가 없고 다른 테스트 세트도 없습니다. 먼저 이미지를 테스트 세트로 추가하세요.',
  },
  'labels-file': {
    en: 'The class names in {{file}} cannot be used ({{reason}}).',
    ko: '{{file}}의 클래스 이름을 쓸 수 없습니다. ({{reason}})',
  },
  'labels-file-shape': {
    en: 'The class names in {{file}} cannot be used. It must hold a list of names, or names by key ("0": "trouser").',
    ko: '{{file}}의 클래스 이름을 쓸 수 없습니다. 이름의 목록이나 키별 이름("0": "trouser")이 들어 있어야 합니다.',
  },
  'class-numbers-unclear': {
    en: 'The labels are the numbers {{numbers}}, but {{file}} has names for {{names}}, so it is unclear which name belongs to which number. Write the names by number into labels.json ({"0": "cat", …}) and import again.',
    ko: '라벨은 번호 {{numbers}}인데 {{file}}에는 번호 {{names}}의 이름이 있어 어느 번호가 어느 이름인지 알 수 없습니다. labels.json에 번호별 이름({"0": "cat", …})을 적고 다시 가져오세요.',
  },
  'list-empty': {
    en: '{{file}} is empty. Its first line needs a column "path" ("file", "image"), and may have "label" ("class") and "split"; other columns are ignored.',
    ko: '{{file}}이(가) 비어 있습니다. 첫 줄에 "path"("file", "image") 열이 있어야 하고 "label"("class")과 "split" 열을 둘 수 있습니다. 다른 열은 건너뜁니다.',
  },
  'list-columns': {
    en: '{{file}} has the columns {{columns}}. A list needs a column "path" ("file", "image"), and may have "label" ("class") and "split"; other columns are ignored. Give its columns these names; if the first line has none, add a line with them.',
    ko: '{{file}}의 열은 {{columns}}입니다. 목록에는 "path"("file", "image") 열이 있어야 하고 "label"("class")과 "split" 열을 둘 수 있습니다. 다른 열은 건너뜁니다. 열 이름을 이렇게 바꾸고, 첫 줄이 열 이름이 아니면 그런 줄을 더하세요.',
  },
  'list-csv': {
    en: '{{file}} is not a readable CSV file ({{reason}}).',
    ko: '{{file}}은(는) 읽을 수 있는 CSV 파일이 아닙니다. ({{reason}})',
  },
  'list-too-large': {
    en: '{{file}} is larger than {{megabytes}} MB, the limit for a list in text form. Split it into several files, each with the header, and import them one after another.',
    ko: '{{file}}이(가) 텍스트 목록의 한도인 {{megabytes}}MB보다 큽니다. 머리글이 있는 목록 여러 개로 나누어 차례로 가져오세요.',
  },
  'list-too-many-rows': {
    en: '{{file}} has {{rows}} rows, and there is memory for {{most}} at once. Split it into several files, each with the header, and import them one after another.',
    ko: '{{file}}에는 행이 {{rows}}개 있는데, 메모리에는 한 번에 {{most}}개까지 들어갑니다. 머리글이 있는 목록 여러 개로 나누어 차례로 가져오세요.',
  },
  'list-line-long': {
    en: 'Line {{line}} of {{path}} has more than {{megabytes}} MB, so it is no line about one image. Save the list with a line for each image.',
    ko: '{{path}}의 {{line}}번째 줄이 {{megabytes}}MB보다 길어 이미지 하나에 대한 줄이 아닙니다. 이미지마다 한 줄씩 되도록 목록을 저장하세요.',
  },
  'list-memory': {
    en: 'There is too little memory to read all of {{file}} at once. Split it into several lists and import them one after another.',
    ko: '{{file}} 전체를 한 번에 읽기에는 메모리가 부족합니다. 목록 여러 개로 나누어 차례로 가져오세요.',
  },
  'list-mixed': {
    en: '{{file}} is UTF-8 except for line {{line}}, which is in another encoding. Save all of it as UTF-8.',
    ko: '{{file}}은(는) UTF-8이지만 {{line}}번째 줄은 다른 인코딩입니다. 전체를 UTF-8로 저장하세요.',
  },
  'list-encoding': {
    en: '{{file}} is not {{encoding}}. Save it as UTF-8.',
    ko: '{{file}}의 인코딩이 {{encoding}}이(가) 아닙니다. UTF-8로 저장하세요.',
  },
  'list-encoding-line': {
    en: '{{file}} is not {{encoding}} in line {{line}}. Save it as UTF-8.',
    ko: '{{file}}의 {{line}}번째 줄은 {{encoding}} 인코딩이 아닙니다. UTF-8로 저장하세요.',
  },
  'unknown-encoding': {
    en: '"{{encoding}}" is not an encoding. Give one such as windows-1252 or euc-kr.',
    ko: '"{{encoding}}"은(는) 인코딩이 아닙니다. windows-1252나 euc-kr 같은 이름을 쓰세요.',
  },
  'no-split-folders': {
    en: 'The folders in {{path}} are not named like splits (train, validation, test). Choose a kind that fits.',
    ko: '{{path}}의 폴더 이름이 분할(train, validation, test)이 아닙니다. 알맞은 종류를 고르세요.',
  },
  'split-folders': {
    en: {
      cli: 'The folders in {{path}} are named like splits ({{folders}}). Leave out --split to import each as its split, or use --kind folder-per-class if they are classes.',
      window:
        'The folders in {{path}} are named like splits ({{folders}}). Import it as splits by folder name, or, if they are classes, as a folder for each class.',
    },
    ko: '{{path}}의 폴더 이름이 분할({{folders}})입니다. 분할 폴더로 가져오면 폴더마다 그 분할이 되고, 클래스별 폴더로 가져오면 클래스가 됩니다.',
  },
  'nothing-found': {
    en: 'No file of "{{name}}" is in {{folder}}. Choose the folder where its files are now.',
    ko: '{{folder}}에 "{{name}}"의 파일이 없습니다. 파일이 지금 있는 폴더를 고르세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
