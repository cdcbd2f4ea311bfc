import type { ErrorWords } from '../errors/entry';

/** What a person should know about how a source was read, and what is wrong with a part of it. */
export const importNotes = {
  'one-colour': {
    en: 'A single colour, so there is nothing to learn from: {{files}}. Check whether this is intended.',
    ko: '전체가 한 가지 색이라 배울 것이 없습니다: {{files}}. 의도한 이미지인지 확인하세요.',
  },
  'one-colour-more': {
    en: 'A single colour, so there is nothing to learn from: {{files}} and {{more}} more. Check whether this is intended.',
    ko: '전체가 한 가지 색이라 배울 것이 없습니다: {{files}} 외 {{more}}개. 의도한 이미지인지 확인하세요.',
  },
  'set-other-splits': {
    en: '{{images}} [image that the list names for another purpose is|images that the list names for another purpose are] in the test set as well: all labelled images are.',
    ko: '목록이 다른 용도로 적은 이미지 {{images}}장도 테스트 세트에 들어갑니다. 라벨이 있는 이미지는 모두 들어갑니다.',
  },
  'set-unlabelled': {
    en: '{{images}} [image of the test set has no label, and is|images of the test set have no label, and are] not measured.',
    ko: '테스트 세트의 이미지 {{images}}장은 라벨이 없어 측정하지 않습니다.',
  },
  'near-copies-left': {
    en: '{{pairs}} [pair of pictures that look alike has|pairs of pictures that look alike have] not been compared yet; importing again continues.',
    ko: '비슷해 보이는 이미지 {{pairs}}쌍은 아직 비교하지 않았습니다. 다시 가져오면 이어서 비교합니다.',
  },
  'near-leaks-found': {
    en: '{{images}} [image looks|images look] the same as a held-out one and [is|are] left out of training.',
    ko: '평가용 이미지와 같아 보이는 이미지 {{images}}장을 학습에서 뺍니다.',
  },
  'augmented-copies': {
    en: '{{count}} [image is an augmented copy|images are augmented copies] of another, by the names of the files (such as {{one}} and {{other}}). They count as near duplicates.',
    ko: '파일 이름으로 보아 이미지 {{count}}장은 다른 이미지의 증강 사본입니다(예: {{one}}, {{other}}). 유사 사본으로 다룹니다.',
  },
  'groups-across': {
    en: 'Groups of the list with images both held out and trained on ({{count}}): {{groups}}. Draw the splits again to keep each group on one side.',
    ko: '평가용과 학습용 양쪽에 있는 목록의 그룹({{count}}개): {{groups}}. 한쪽에만 두려면 분할을 다시 추출하세요.',
  },
  'groups-followed': {
    en: '{{count}} [image belongs|images belong] to groups that a draw held out, and [is|are] held out with them.',
    ko: '분할을 추출할 때 떼어 놓은 그룹에 속한 이미지 {{count}}장을 그 그룹과 함께 떼어 놓았습니다.',
  },
  'held-out-replaced': {
    en: '{{count}} [file that a draw held out has|files that a draw held out have] another picture now. If files were renamed, pictures that were held out are among those to train on: draw the splits again with the same seed, which goes by the pictures, and train anew.',
    ko: '분할을 추출할 때 떼어 놓은 파일 {{count}}개에 이제 다른 사진이 들어 있습니다. 파일 이름을 바꾸었다면 떼어 놓았던 사진이 학습용에 섞여 있습니다. 같은 시드로 분할을 다시 추출하고(사진을 기준으로 추출합니다) 다시 학습하세요.',
  },
  'pool-held-out': {
    en: '{{count}} unlabelled [image belongs|images belong] to groups that are held out, and [is|are] not in the pool.',
    ko: '떼어 놓은 그룹에 속한 라벨 없는 이미지 {{count}}장은 풀에서 뺐습니다.',
  },
  'test-falls-short': {
    en: {
      cli: 'Held out for the test: {{drawn}} of the {{asked}} requested [image|images]. Near duplicates and groups of a list are held out together or not at all, and every class keeps one; "noisy-studio copies --groups" lists the near duplicates.',
      window:
        'Held out for the test: {{drawn}} of the {{asked}} requested [image|images]. Near duplicates and groups of a list are held out together or not at all, and every class keeps one; Label, Near duplicates shows them.',
    },
    ko: '테스트용으로 요청한 {{asked}}장 중 {{drawn}}장만 떼어 놓았습니다. 유사 사본과 목록의 그룹은 함께만 떼어 놓으며 클래스마다 하나는 남깁니다. 라벨링의 유사 사본에서 확인하세요.',
  },
  'validation-falls-short': {
    en: {
      cli: 'Held out for validation: {{drawn}} of the {{asked}} requested [image|images]. Near duplicates and groups of a list are held out together or not at all, and every class keeps one; "noisy-studio copies --groups" lists the near duplicates.',
      window:
        'Held out for validation: {{drawn}} of the {{asked}} requested [image|images]. Near duplicates and groups of a list are held out together or not at all, and every class keeps one; Label, Near duplicates shows them.',
    },
    ko: '검증용으로 요청한 {{asked}}장 중 {{drawn}}장만 떼어 놓았습니다. 유사 사본과 목록의 그룹은 함께만 떼어 놓으며 클래스마다 하나는 남깁니다. 라벨링의 유사 사본에서 확인하세요.',
  },
  'passed-over': {
    en: 'Ignored, because they are not pictures: {{files}}.',
    ko: '이미지가 아니어서 건너뜀: {{files}}.',
  },
  'hidden-folders': {
    en: '{{count}} [folder|folders] whose [name begins|names begin] with a dot [was|were] ignored although [it holds|they hold] pictures: {{folders}}. To include [it|them], rename [it|them] and import the folder again.',
    ko: '이름이 점으로 시작하는 폴더 {{count}}개는 이미지가 있지만 건너뛰었습니다: {{folders}}. 필요한 폴더라면 이름을 바꾸고 다시 가져오세요.',
  },
  encoding: {
    en: 'The list was read as {{encoding}}.',
    ko: '목록을 {{encoding}} 인코딩으로 읽었습니다.',
  },
  'encoding-guessed': {
    en: 'The list does not state its encoding; it was read as {{encoding}}: {{sample}}. If that is wrong, save it as UTF-8.',
    ko: '목록에 인코딩이 적혀 있지 않아 {{encoding}}(으)로 읽었습니다: {{sample}}. 틀렸다면 UTF-8로 저장하세요.',
  },
  'labels-in-doubt': {
    en: 'These classes may mean that an image has no label: {{labels}}. If they do, leave the field empty in the list, or import the folder as unlabelled; otherwise they are trained as classes.',
    ko: '라벨이 없다는 뜻일 수 있는 클래스가 있습니다: {{labels}}. 그렇다면 목록의 칸을 비우거나 그 폴더를 라벨 없는 이미지로 가져오세요. 그대로 두면 클래스로 학습합니다.',
  },
  'labels-are-files': {
    en: {
      cli: 'The labels are names of pictures, such as {{labels}}, and each became a class. If they are masks or other pictures that belong to the images, take the source out ("noisy-studio import --take-out <path>") and import a list whose labels are classes, or import it as unlabelled ("--split unlabelled").',
      window:
        'The labels are names of pictures, such as {{labels}}, and each became a class. If they are masks or other pictures that belong to the images, take the source out and add a list whose labels are classes, or add it as unlabelled.',
    },
    ko: '라벨이 이미지 파일 이름이어서({{labels}} 등) 각각 클래스가 되었습니다. 마스크처럼 이미지에 딸린 파일이라면 소스를 빼고 라벨이 클래스인 목록을 추가하거나, 라벨 없는 이미지로 추가하세요.',
  },
  'labels-with-decimals': {
    en: {
      cli: 'The labels are numbers with decimals, such as {{labels}}, and each became a class. If they are measurements, take the source out ("noisy-studio import --take-out <path>") and import a list whose labels are classes (such as "low" and "high"), or import it as unlabelled ("--split unlabelled").',
      window:
        'The labels are numbers with decimals, such as {{labels}}, and each became a class. If they are measurements, take the source out and add a list whose labels are classes (such as "low" and "high"), or add it as unlabelled.',
    },
    ko: '라벨이 소수여서({{labels}} 등) 각각 클래스가 되었습니다. 측정값이라면 소스를 빼고 라벨이 클래스인 목록("낮음", "높음" 등)을 추가하거나, 라벨 없는 이미지로 추가하세요.',
  },
  'labels-alone': {
    en: {
      cli: 'Of {{images}} images to train on, {{alone}} have a label that no other image has, such as {{labels}}. If these are captions, dates, measurements or single things, take the source out ("noisy-studio import --take-out <path>") and import it with labels that several images share, or as unlabelled ("--split unlabelled"). If they are classes, label more images of each.',
      window:
        'Of {{images}} images to train on, {{alone}} have a label that no other image has, such as {{labels}}. If these are captions, dates, measurements or single things, take the source out and add it with labels that several images share, or as unlabelled. If they are classes, label more images of each.',
    },
    ko: '학습용 이미지 {{images}}장 중 {{alone}}장은 다른 이미지에 없는 라벨을 가졌습니다({{labels}} 등). 설명, 날짜, 측정값이거나 물건마다 다른 이름이라면 소스를 빼고 여러 이미지가 나눠 갖는 라벨로 추가하거나 라벨 없는 이미지로 추가하세요. 클래스가 맞다면 클래스마다 이미지를 더 라벨링하세요.',
  },
  'labels-coarser': {
    en: 'The column "{{column}}" was read as the labels. These columns divide its classes further: {{finer}}. If one of them has your classes, rename it to "label", rename "{{column}}" to something else, and import again.',
    ko: '"{{column}}" 열을 라벨로 읽었습니다. 이 클래스를 더 잘게 나누는 열이 있습니다: {{finer}}. 그중 하나가 원하는 클래스라면 그 열의 이름을 "label"로, "{{column}}" 열은 다른 이름으로 바꾸고 다시 가져오세요.',
  },
  'annotations-beside': {
    en: 'Annotation files, one for each image, were not read: {{files}}, such as {{example}}. If they have the labels, take this source out, put the images and these files together into one folder, or one for each split, and import that.',
    ko: '이미지마다 하나씩 있는 주석 파일은 읽지 않았습니다: {{files}}개(예: {{example}}). 라벨이 들어 있다면 이 소스를 빼고 이미지와 주석 파일을 한 폴더나 분할별 폴더에 모아 가져오세요.',
  },
  'annotations-unknown': {
    en: 'Files that are named like the images, one for each, were not read: {{files}}, such as {{example}}. If they have the labels, take this source out, export them again in a format that is read (COCO, Pascal VOC, CVAT, YOLO …), and import that.',
    ko: '이미지와 이름이 같은 파일은 읽지 않았습니다: {{files}}개(예: {{example}}). 라벨이 들어 있다면 이 소스를 빼고 읽을 수 있는 형식(COCO, Pascal VOC, CVAT, YOLO 등)으로 다시 내보내어 가져오세요.',
  },
  'class-names-encoding': {
    en: 'The file {{file}} does not state its encoding; its class names were read as {{encoding}}: {{sample}}. If that is wrong, save it as UTF-8.',
    ko: '{{file}}에 인코딩이 적혀 있지 않아 클래스 이름을 {{encoding}}(으)로 읽었습니다: {{sample}}. 틀렸다면 UTF-8로 저장하세요.',
  },
  'columns-passed-over': {
    en: 'Ignored: the columns {{columns}}.',
    ko: '건너뛴 열: {{columns}}.',
  },
  'columns-repeated': {
    en: 'The list has several columns with the same name: {{columns}}. The first one was read, the others were ignored.',
    ko: '목록에 이름이 같은 열이 여럿 있어 첫 번째 열만 읽고 나머지는 건너뛰었습니다: {{columns}}.',
  },
  'columns-read-as': {
    en: 'Judging by their names, these columns were read as: {{columns}}.',
    ko: '이름에 따라 읽은 열: {{columns}}.',
  },
  'no-label-column': {
    en: 'No column of the list holds labels, so its images are unlabelled. If one does, name it "label" and import again.',
    ko: '목록에 라벨 열이 없어 라벨 없는 이미지로 읽었습니다. 라벨이 든 열이 있다면 이름을 "label"로 바꾸고 다시 가져오세요.',
  },
  'labels-empty': {
    en: 'The column "{{column}}" is empty in every line, so the images are unlabelled.',
    ko: '"{{column}}" 열이 모든 줄에서 비어 있어 라벨 없는 이미지로 읽었습니다.',
  },
  'classes-by-column': {
    en: 'The list has a column for each class ({{columns}}). Images of one class: {{labelled}}; of none, so without a label: {{none}}; of several, which are set aside: {{several}}.',
    ko: '목록에 클래스마다 열이 있습니다({{columns}}). 클래스가 하나인 이미지 {{labelled}}장, 없어서 라벨 없이 읽은 이미지 {{none}}장, 여럿이어서 제외한 이미지 {{several}}장입니다.',
  },
  'labels-by-name': {
    en: 'Labels are the names in the column "{{column}}"; "{{numbers}}" beside it has only numbers.',
    ko: '라벨은 "{{column}}" 열의 이름으로 읽었습니다. 옆의 "{{numbers}}" 열은 숫자뿐입니다.',
  },
  'columns-several-classes': {
    en: 'The yes-or-no columns {{columns}} look like classes, but of {{images}} [image|images], {{several}} [has|have] several of them, such as "{{path}}" ({{example}}). The studio gives an image one class, so these columns were ignored and the images are unlabelled.',
    ko: '{{columns}} 열은 클래스 열처럼 예/아니요 값이지만 이미지 {{images}}장 중 {{several}}장에 여러 값이 있습니다. 예: "{{path}}"({{example}}). 여기에서는 이미지마다 클래스가 하나이므로 이 열들을 건너뛰고 라벨 없는 이미지로 읽었습니다.',
  },
  'sample-answers': {
    en: 'Judging by its name, "{{list}}" is a submission to a competition: its labels are only examples or answers, so its images are unlabelled. If they are real labels, give the list another name and import it again.',
    ko: '이름에 따르면 "{{list}}"은(는) 대회에 제출하는 답이나 그 형식의 예입니다. 라벨로 쓰지 않고 라벨 없는 이미지로 읽었습니다. 실제 라벨이라면 목록 이름을 바꾸고 다시 가져오세요.',
  },
  'rows-without-split': {
    en: 'The list gives splits, but none for {{images}} labelled [image, which is|images, which are] trained on.',
    ko: '목록에 분할이 있지만 라벨이 있는 이미지 {{images}}장에는 분할이 없어 학습에 씁니다.',
  },
  'labels-absent': {
    en: 'Rows whose confidence is 0 say that the image does not show the class, so they give no label: {{labels}}.',
    ko: '신뢰도가 0이어서 이미지에 그 클래스가 없다는 뜻인 행은 라벨로 쓰지 않았습니다: {{labels}}개.',
  },
  'labels-missing': {
    en: 'Read as no label: {{labels}}. A class with that name must be listed in labels.json.',
    ko: '라벨 없음으로 읽음: {{labels}}. 그런 이름의 클래스라면 labels.json에 적으세요.',
  },
  'train-without-label': {
    en: 'Training images without a label became unlabelled images: {{images}}.',
    ko: '라벨이 없는 학습 이미지를 라벨 없는 이미지로 넣음: {{images}}장.',
  },
  'pseudo-labels': {
    en: 'Labels in the list that came from a model, not a person: {{labels}}.',
    ko: '목록을 쓸 때 사람이 아니라 모델이 지정한 라벨: {{labels}}개.',
  },
  'splits-as-classes': {
    en: {
      cli: 'The folders are named like splits ({{folders}}), but were imported as classes before. Take the source out ("noisy-studio import --take-out <path>") and import it again to read them as splits.',
      window:
        'The folders are named like splits ({{folders}}), but were imported as classes before. Take the source out and add it again to read them as splits.',
    },
    ko: '폴더 이름이 분할({{folders}})이지만 전에 클래스로 가져왔습니다. 분할로 읽으려면 소스를 빼고 다시 추가하세요.',
  },
  'split-by-name': {
    en: 'Judging by its name, the folder "{{folder}}" is {{meaning}}.',
    ko: '이름에 따라 "{{folder}}" 폴더를 {{meaning}} 폴더로 읽었습니다.',
  },
  'split-folders-found': {
    en: 'The folders are split: {{folders}}.',
    ko: '분할별 폴더: {{folders}}.',
  },
  'lone-split-folders': {
    en: {
      cli: 'Of the folders beside each other, only {{folders}} is named like a split, so no model is trained on its labels, and the others were read as classes. If it is a class too, take the source out ("noisy-studio import --take-out <path>") and import it again with "--kind folder-per-class".',
      window:
        'Of the folders beside each other, only {{folders}} is named like a split, so no model is trained on its labels, and the others were read as classes. If it is a class too, take the source out and add it again as a folder for each class.',
    },
    ko: '나란히 있는 폴더 중 {{folders}}만 이름이 분할을 뜻해 그 라벨로는 학습하지 않고 나머지는 클래스로 읽었습니다. 이것도 클래스라면 소스를 빼고 클래스별 폴더로 다시 추가하세요.',
  },
  'lone-split-folders-within': {
    en: 'Of the folders beside each other, only {{folders}} is named like a split, so no model is trained on its labels. If it is a class, give the folder another name and import again.',
    ko: '나란히 있는 폴더 중 {{folders}}만 이름이 분할을 뜻해 그 라벨로는 학습하지 않습니다. 클래스라면 폴더 이름을 바꾸고 다시 가져오세요.',
  },
  'no-class-folders': {
    en: 'There are no class folders, so the images are unlabelled.',
    ko: '클래스별 폴더가 없으므로 라벨 없는 이미지로 읽었습니다.',
  },
  'classes-in-names': {
    en: {
      cli: 'No folder says what these images show, but the names of their files begin with words: {{words}}. If these are the classes, take the source out ("noisy-studio import --take-out <path>") and put the images of each into a folder with its name, or import a list with the columns path and label.',
      window:
        'No folder says what these images show, but the names of their files begin with words: {{words}}. If these are the classes, take the source out and put the images of each into a folder with its name, or add a list with the columns path and label.',
    },
    ko: '폴더로는 클래스를 알 수 없지만 파일 이름이 이런 말로 시작합니다: {{words}}. 클래스라면 소스를 빼고 이미지를 클래스 이름의 폴더에 나누어 넣거나, path와 label 열이 있는 목록을 가져오세요.',
  },
  'pool-named-held-out': {
    en: {
      cli: 'The folder "{{folder}}" is named like one that is {{meaning}}, but as no folder gives classes, its images are unlabelled, and students may learn from them. To keep them apart, take the source out ("noisy-studio import --take-out <path>") and import a list with their paths, labels and splits.',
      window:
        'The folder "{{folder}}" is named like one that is {{meaning}}, but as no folder gives classes, its images are unlabelled, and students may learn from them. To keep them apart, take the source out and add a list with their paths, labels and splits.',
    },
    ko: '"{{folder}}" 폴더의 이름은 {{meaning}} 폴더의 이름이지만, 클래스별 폴더가 없어 라벨 없는 이미지로 읽었습니다. 학생 모델이 학습에 쓸 수 있습니다. 따로 두려면 소스를 빼고 경로, 라벨, 분할이 적힌 목록을 가져오세요.',
  },
  'format-within': {
    en: {
      cli: 'The folder "{{folder}}" is a dataset of its own ({{format}}), whose labels were not read. Take this source out ("noisy-studio import --take-out <path>") and import that folder.',
      window:
        'The folder "{{folder}}" is a dataset of its own ({{format}}), whose labels were not read. Take this source out and add that folder.',
    },
    ko: '"{{folder}}" 폴더는 그 자체로 데이터 세트({{format}})이지만 그 라벨은 읽지 않았습니다. 이 소스를 빼고 그 폴더를 가져오세요.',
  },
  'lists-of-left-out': {
    en: 'Lists name images that are in no class folder: {{files}}. If they have the labels, import these lists as well: they bring their images.',
    ko: '클래스 폴더에 있지 않은 이미지가 적힌 목록이 있습니다: {{files}}. 라벨이 적힌 목록이라면 이 목록도 가져오세요. 이미지도 함께 읽습니다.',
  },
  'tables-unread': {
    en: 'Files of kinds that are not read may have labels or splits: {{files}}. If they do, save them as CSV with the columns path, label and split, and import that.',
    ko: '읽지 않는 종류의 파일에 라벨이나 분할이 있을 수 있습니다: {{files}}. 그렇다면 path, label, split 열이 있는 CSV로 저장하여 가져오세요.',
  },
  'label-renamed': {
    en: 'The label "{{label}}" is read as the class "{{name}}", since the class was renamed. If "{{label}}" is another class, add it as one and import again.',
    ko: '클래스 이름을 바꾸었으므로 라벨 "{{label}}"은(는) "{{name}}" 클래스로 읽었습니다. 다른 클래스라면 "{{label}}" 클래스를 추가하고 다시 가져오세요.',
  },
  'labels-changed': {
    en: 'Images whose label has changed in the source; they now have the new label: {{images}}.',
    ko: '소스에서 라벨이 바뀌어 새 라벨이 붙은 이미지: {{images}}장.',
  },
  'labels-numbers-now': {
    en: {
      cli: 'All these labels are numbers now. If a file gave the classes their names before, import again with it ("--labels <file>"), or put it beside the images as "classes.txt".',
      window:
        'All these labels are numbers now. If a file gave the classes their names before, put it beside the images as "classes.txt" and add the source again.',
    },
    ko: '바뀐 라벨이 모두 숫자입니다. 전에 파일로 클래스 이름을 정했다면 그 파일을 "classes.txt"라는 이름으로 이미지 옆에 두고 다시 가져오세요.',
  },
  'splits-changed': {
    en: 'Images whose split has changed in the source: {{images}}.',
    ko: '소스에서 분할이 바뀐 이미지: {{images}}장.',
  },
  'lists-beside': {
    en: {
      cli: 'There are lists beside the images, which were not read: {{files}}. If they have the labels, take this source out ("noisy-studio import --take-out <path>") and import the lists, which bring their images.',
      window:
        'There are lists beside the images, which were not read: {{files}}. If they have the labels, take this source out and add the lists, which bring their images.',
    },
    ko: '이미지 옆에 있는 목록은 읽지 않았습니다: {{files}}. 라벨이 적힌 목록이라면 이 소스를 빼고 목록을 추가하세요. 이미지도 함께 읽습니다.',
  },
  'no-class-folder': {
    en: 'This image is in no class folder. Move it into one, or import it as a pool.',
    ko: '이 이미지는 클래스 폴더에 있지 않습니다. 클래스 폴더로 옮기거나 라벨 없는 이미지로 가져오세요.',
  },
  'no-metadata-row': {
    en: 'No list of the folder names this image ({{lists}}), so it is left out.',
    ko: '폴더의 목록({{lists}})에 이 이미지가 없어 뺐습니다.',
  },
  'no-split-folder': {
    en: 'This image is beside the split folders. Move it into one of them, or import its folder separately.',
    ko: '이 이미지는 분할 폴더 밖에 있습니다. 그중 하나로 옮기거나 그 폴더만 따로 가져오세요.',
  },
  'link-loop': {
    en: 'This link leads back to a folder above it; it was not followed.',
    ko: '위의 폴더로 되돌아가는 링크여서 따라가지 않았습니다.',
  },
  archive: {
    en: '{{files}} with this extension: archives are not opened. Unpack those that hold pictures, then import again.',
    ko: '이 확장자의 파일 {{files}}: 압축 파일은 열지 않습니다. 이미지가 든 파일의 압축을 푼 뒤 다시 가져오세요.',
  },
  'packed-pictures': {
    en: '{{files}} with this extension: files with the pictures of a dataset inside are not opened. Save the pictures as image files, those of each class in a folder of its own, and import that folder.',
    ko: '이 확장자의 파일 {{files}}: 데이터 세트의 이미지를 담은 파일은 열지 않습니다. 이미지를 파일로 저장하고 클래스별 폴더에 넣어 가져오세요.',
  },
  'paths-elsewhere': {
    en: 'Paths that begin with "{{before}}", which does not exist on this machine; their files were found beside the list: {{paths}}.',
    ko: '이 컴퓨터에 없는 "{{before}}"(으)로 시작하지만 목록 옆에서 파일을 찾은 경로: {{paths}}개.',
  },
  'addresses-downloaded': {
    en: 'Addresses on other machines; their files were found beside the list: {{paths}}, such as "{{file}}" for "{{name}}".',
    ko: '다른 컴퓨터의 주소이지만 목록 옆에서 파일을 찾은 경로: {{paths}}개. 예: "{{name}}" → "{{file}}".',
  },
  'paths-renamed': {
    en: 'Files whose name in the list differs from that on disk (in case, a missing extension, "%20" or a missing folder), with exactly one match: {{paths}}, such as "{{name}}" for "{{file}}".',
    ko: '목록의 이름이 디스크와 다르지만(대소문자, 확장자 없음, "%20", 폴더 없음) 맞는 것이 하나뿐이어서 찾은 파일: {{paths}}개. 예: "{{name}}" → "{{file}}".',
  },
  'path-several-files': {
    en: 'Several files match this name: {{files}}. Write the path of the right one into the list.',
    ko: '이 이름에 맞는 파일이 여럿입니다: {{files}}. 목록에 원하는 파일의 경로를 적으세요.',
  },
  'source-moved': {
    en: '"{{from}}" no longer exists, and of its {{known}} [image|images], {{found}} [is|are] here, so it has moved. Labels, decisions and splits stay.',
    ko: '"{{from}}"이(가) 없고 그 이미지 {{known}}장 중 {{found}}장이 여기에 있어 옮긴 것으로 읽었습니다. 라벨, 결정, 분할은 그대로입니다.',
  },
  'one-class-folder': {
    en: {
      cli: 'All images are in folders called "{{label}}", so all have the class "{{label}}". If that is not a class, take the source out ("noisy-studio import --take-out <path>") and import the folder that has the class folders, or import it as unlabelled ("--kind pool").',
      window:
        'All images are in folders called "{{label}}", so all have the class "{{label}}". If that is not a class, take the source out and add the folder that has the class folders, or add it as unlabelled.',
    },
    ko: '모든 이미지가 "{{label}}" 폴더에 있어 모두 "{{label}}" 클래스로 읽었습니다. 클래스가 아니라면 소스를 빼고 클래스 폴더가 든 폴더를 가져오거나, 라벨 없는 이미지로 가져오세요.',
  },
  'same-folders-within': {
    en: {
      cli: 'The folders {{labels}} were read as classes, but contain folders with the same names ({{folders}}). If those are the classes, take the source out ("noisy-studio import --take-out <path>"). If the upper ones are splits, name them "train", "val" and "test" and import it again; if they are cameras, days or the like, import each of them by itself.',
      window:
        'The folders {{labels}} were read as classes, but contain folders with the same names ({{folders}}). If those are the classes, take the source out. If the upper ones are splits, name them "train", "val" and "test" and add it again; if they are cameras, days or the like, add each of them by itself.',
    },
    ko: '폴더 {{labels}}을(를) 클래스로 읽었는데, 안에 이름이 같은 폴더({{folders}})가 있습니다. 하위 폴더가 클래스라면 소스를 빼세요. 위 폴더가 분할이라면 이름을 "train", "val", "test"로 바꾸고 다시 추가하고, 카메라나 날짜라면 폴더를 하나씩 추가하세요.',
  },
  'classes-doubtful': {
    en: {
      cli: 'The folders {{labels}} were read as classes, but their names or folders are rather those of days, cameras, parts of a dataset, masks, thumbnails or copies. If they are no classes, take the source out ("noisy-studio import --take-out <path>") and import the folder that has the class folders, or a list with the labels.',
      window:
        'The folders {{labels}} were read as classes, but their names or folders are rather those of days, cameras, parts of a dataset, masks, thumbnails or copies. If they are no classes, take the source out and add the folder that has the class folders, or a list with the labels.',
    },
    ko: '폴더 {{labels}}을(를) 클래스로 읽었지만 이름이나 하위 폴더가 날짜, 카메라, 데이터의 일부, 마스크, 축소판, 사본으로 보입니다. 클래스가 아니라면 소스를 빼고 클래스별 폴더가 든 폴더나 라벨이 적힌 목록을 추가하세요.',
  },
  'masks-beside': {
    en: {
      cli: 'Judging by their names, {{images}} [image is a mask of another image|images are masks of other images], such as "{{first}}". If so, move [it|them] out of the folder and import again.',
      window:
        'Judging by their names, {{images}} [image is a mask of another image|images are masks of other images], such as "{{first}}". If so, move [it|them] out of the folder and add it again.',
    },
    ko: '이름으로 보아 다른 이미지의 마스크인 이미지 {{images}}장이 있습니다. 예: "{{first}}". 마스크가 맞다면 폴더 밖으로 옮기고 다시 추가하세요.',
  },
  'folders-above-splits': {
    en: {
      cli: 'The folders below the splits were read as classes ({{labels}}), not those above them ({{folders}}). If the upper ones are the classes, take the source out ("noisy-studio import --take-out <path>") and import a list with the columns path, label and split.',
      window:
        'The folders below the splits were read as classes ({{labels}}), not those above them ({{folders}}). If the upper ones are the classes, take the source out and add a list with the columns path, label and split.',
    },
    ko: '분할 아래의 폴더({{labels}})를 클래스로 읽고 분할 위의 폴더({{folders}})는 클래스로 읽지 않았습니다. 위 폴더가 클래스라면 소스를 빼고 path, label, split 열이 있는 목록을 추가하세요.',
  },
  'pool-with-folders': {
    en: {
      cli: 'This folder was imported as unlabelled images before, so its new folders are no classes ({{folders}}). If they are, take the source out ("noisy-studio import --take-out <path>") and import it again.',
      window:
        'This folder was added as unlabelled images before, so its new folders are no classes ({{folders}}). If they are, take the source out and add it again.',
    },
    ko: '전에 라벨 없는 이미지로 가져온 폴더이므로 새 하위 폴더({{folders}})는 클래스로 읽지 않았습니다. 클래스라면 소스를 빼고 다시 추가하세요.',
  },
  'classes-like-splits': {
    en: {
      cli: 'The folders {{labels}} were read as classes to train on, but they are named like splits. If they are splits, put them into folders "train", "val" and "test", take the source out ("noisy-studio import --take-out <path>") and import it again.',
      window:
        'The folders {{labels}} were read as classes to train on, but they are named like splits. If they are splits, put them into folders "train", "val" and "test", take the source out and add it again.',
    },
    ko: '폴더 {{labels}}을(를) 학습할 클래스로 읽었는데, 이름이 분할을 뜻합니다. 분할이라면 "train", "val", "test" 폴더에 나누어 넣고 소스를 뺀 뒤 다시 추가하세요.',
  },
  'splits-beside': {
    en: {
      cli: 'Files beside the images list the images of a split. They could not be followed, since they contradict each other, leave nothing to train on, or hold nothing out, so all images are trained on: {{files}}. To keep the splits, take this source out ("noisy-studio import --take-out <path>") and import a list with the columns path, label and split.',
      window:
        'Files beside the images list the images of a split. They could not be followed, since they contradict each other, leave nothing to train on, or hold nothing out, so all images are trained on: {{files}}. To keep the splits, take this source out and add a list with the columns path, label and split.',
    },
    ko: '이미지 옆에 분할별 이미지 이름을 적은 파일이 있지만, 서로 어긋나거나 학습할 이미지를 남기지 않거나 따로 떼어 둘 이미지를 정하지 않아 따를 수 없었습니다. 모든 이미지를 학습에 씁니다: {{files}}. 분할을 유지하려면 이 소스를 빼고 path, label, split 열이 있는 목록을 추가하세요.',
  },
  'splits-by-lists': {
    en: {
      cli: 'Lists beside the images give their splits: {{files}}. According to them, there are {{counts}}. To train on all images, take this source out ("noisy-studio import --take-out <path>") and import it again with "--split train".',
      window:
        'Lists beside the images give their splits: {{files}}. According to them, there are {{counts}}. To train on all images, take this source out and add it again as "Labelled, a folder for each class".',
    },
    ko: '이미지 옆의 목록이 분할을 정합니다: {{files}}. 이에 따라 {{counts}}입니다. 모든 이미지를 학습에 쓰려면 이 소스를 빼고 "라벨 있음, 클래스별 폴더"로 다시 추가하세요.',
  },
  'splits-by-lists-rest': {
    en: '{{images}} [image is|images are] in none of these lists, and [is|are] trained on.',
    ko: '이 목록들에 없는 이미지 {{images}}장은 학습에 씁니다.',
  },
  'folders-within-class': {
    en: {
      cli: 'Everything in "{{label}}" has the one class "{{label}}", whatever its folders are called ({{folders}}). If those are the classes, take the source out ("noisy-studio import --take-out <path>") and import "{{folder}}" alone.',
      window:
        'Everything in "{{label}}" has the one class "{{label}}", whatever its folders are called ({{folders}}). If those are the classes, take the source out and add "{{folder}}" alone.',
    },
    ko: '"{{label}}" 안의 이미지는 하위 폴더 이름({{folders}})과 관계없이 모두 "{{label}}" 클래스로 읽었습니다. 하위 폴더가 클래스라면 소스를 빼고 "{{folder}}" 폴더만 추가하세요.',
  },
  'folders-within-class-of-splits': {
    en: {
      cli: 'Everything in the folders "{{label}}" has the one class "{{label}}", whatever the folders in them are called ({{folders}}). If those are the classes, take the source out ("noisy-studio import --take-out <path>") and put them right below the splits, or import a list with the columns path, label and split.',
      window:
        'Everything in the folders "{{label}}" has the one class "{{label}}", whatever the folders in them are called ({{folders}}). If those are the classes, take the source out and put them right below the splits, or add a list with the columns path, label and split.',
    },
    ko: '"{{label}}" 폴더 안의 이미지는 하위 폴더 이름({{folders}})과 관계없이 모두 "{{label}}" 클래스로 읽었습니다. 하위 폴더가 클래스라면 소스를 빼고 분할 폴더 바로 아래로 옮기거나, path, label, split 열이 있는 목록을 추가하세요.',
  },
  'classes-only-held-out': {
    en: {
      cli: '{{count}} [class has|classes have] images for validation or testing, but none to train on, so no model can get these right: {{labels}}. Import training images of [it|them]; if the name is another one of a class, merge the two ("noisy-studio classes merge"); if it is no class, take the source out.',
      window:
        '{{count}} [class has|classes have] images for validation or testing, but none to train on, so no model can get these right: {{labels}}. Add training images of [it|them]; if the name is another one of a class, merge the two on the Data screen; if it is no class, take the source out.',
    },
    ko: '클래스 {{count}}개는 검증이나 테스트용 이미지만 있고 학습할 이미지가 없어 모델이 맞힐 수 없습니다: {{labels}}. 학습 이미지를 추가하세요. 같은 클래스의 다른 이름이라면 데이터 화면에서 합치고, 클래스가 아니라면 소스를 빼세요.',
  },
  'several-labels': {
    en: {
      window:
        'The studio gives an image one label, so these were read as separate classes although they seem to name several: {{labels}}. Give each image one label in the list, or merge the classes on the Data screen.',
      cli: 'The studio gives an image one label, so these were read as separate classes although they seem to name several: {{labels}}. Give each image one label in the list, or merge the classes with "noisy-studio classes merge".',
    },
    ko: '이미지에는 라벨을 하나만 붙일 수 있어, 여러 클래스를 적은 것으로 보이는 다음 라벨도 각각 한 클래스로 읽었습니다: {{labels}}. 목록에서 이미지마다 라벨을 하나만 적거나 데이터 화면에서 클래스를 합치세요.',
  },
  'classes-alike': {
    en: {
      window:
        'The names of these classes differ only in case, spaces, punctuation or in how a number is written: {{names}}. If they are the same class, merge them on the Data screen.',
      cli: 'The names of these classes differ only in case, spaces, punctuation or in how a number is written: {{names}}. If they are the same class, merge them with "noisy-studio classes merge".',
    },
    ko: '대소문자, 공백, 기호, 숫자 표기만 다른 클래스 이름: {{names}}. 같은 클래스라면 데이터 화면에서 합치세요.',
  },
  'several-pictures': {
    en: 'Only the first picture is used of files with several (frames or pages): {{files}}.',
    ko: '이미지(프레임이나 페이지)가 여럿인 파일은 첫 이미지를 씁니다: {{files}}.',
  },
  'several-pictures-more': {
    en: 'Only the first picture is used of files with several (frames or pages): {{files}} and {{more}} more.',
    ko: '이미지(프레임이나 페이지)가 여럿인 파일은 첫 이미지를 씁니다: {{files}} 외 {{more}}개.',
  },
  'more-channels': {
    en: 'Of files with more channels than a picture has, the first three are used as red, green and blue, or the first as grey: {{files}}.',
    ko: '채널이 이미지보다 많은 파일은 처음 셋을 빨강, 초록, 파랑으로 쓰거나 첫 채널을 회색조로 씁니다: {{files}}.',
  },
  'more-channels-more': {
    en: 'Of files with more channels than a picture has, the first three are used as red, green and blue, or the first as grey: {{files}} and {{more}} more.',
    ko: '채널이 이미지보다 많은 파일은 처음 셋을 빨강, 초록, 파랑으로 쓰거나 첫 채널을 회색조로 씁니다: {{files}} 외 {{more}}개.',
  },
  'unread-kind': {
    en: '{{files}} with this extension: {{kind}} are not read. Save them as JPEG, PNG or TIFF.',
    ko: '이 확장자의 파일 {{files}}: {{kind}}은(는) 읽지 않습니다. JPEG, PNG, TIFF로 저장하세요.',
  },
  'name-encoding': {
    en: 'This name is not valid UTF-8, so it cannot be stored. Rename it, for example with "convmv".',
    ko: '이름이 올바른 UTF-8이 아니어서 저장할 수 없습니다. "convmv" 등으로 이름을 바꾸세요.',
  },
  'unreadable-folder': {
    en: 'This folder cannot be read: {{reason}}.',
    ko: '이 폴더를 읽을 수 없습니다. ({{reason}})',
  },
  'quote-open': {
    en: 'Nothing was read from here to the end: a quote opens and never closes.',
    ko: '따옴표가 열린 뒤 닫히지 않아 여기서부터 끝까지 읽지 못했습니다.',
  },
  'bad-row': {
    en: 'This line cannot be used: {{reason}}.',
    ko: '이 줄은 쓸 수 없습니다. ({{reason}})',
  },
  'row-without-path': { en: 'This line names no path.', ko: '이 줄에 경로가 없습니다.' },
  'row-needs-path': {
    en: 'This line cannot be used: it needs a "path".',
    ko: '이 줄에는 "path"가 있어야 합니다.',
  },
  'row-not-text': {
    en: 'This line cannot be used: its "{{key}}" must be text.',
    ko: '이 줄의 "{{key}}"은(는) 텍스트여야 합니다.',
  },
  'row-character': {
    en: 'This line contains a character that no name can have (U+0000 or half a surrogate pair).',
    ko: '이 줄에 이름에 쓸 수 없는 문자(U+0000 또는 문자의 절반)가 있습니다.',
  },
  'unknown-split': {
    en: '"{{split}}" is not a split. Use train, validation, test or unlabelled.',
    ko: '"{{split}}"은(는) 분할이 아닙니다. train, validation, test, unlabelled 중 하나를 쓰세요.',
  },
  'repeated-row': {
    en: '"{{path}}" is listed twice; the first line counts.',
    ko: '"{{path}}"이(가) 두 번 나옵니다. 첫 줄만 씁니다.',
  },
  'repeated-row-other': {
    en: '"{{path}}" is listed twice, as "{{label}}" and as "{{other}}"; the first line counts.',
    ko: '"{{path}}"이(가) "{{label}}"(으)로도 "{{other}}"(으)로도 나옵니다. 첫 줄만 씁니다.',
  },
  'repeated-row-split': {
    en: '"{{path}}" is listed twice, {{split}} and {{other}}; the line that holds it out counts.',
    ko: '"{{path}}"이(가) 두 번 나옵니다({{split}}, {{other}}). 평가용으로 떼어 놓는 줄을 씁니다.',
  },
  'label-unknown': {
    en: '"{{label}}" is not a class in labels.json.',
    ko: '"{{label}}"은(는) labels.json에 없는 클래스입니다.',
  },
  'label-unnamed': {
    en: '"{{label}}" is not in {{file}}, so it is not known which class it is. Add it there.',
    ko: '"{{label}}"은(는) {{file}}에 없어 어느 클래스인지 알 수 없습니다. 그 파일에 추가하세요.',
  },
  'label-unknown-near': {
    en: '"{{label}}" is not a class in labels.json. Did you mean "{{near}}"?',
    ko: '"{{label}}"은(는) labels.json에 없는 클래스입니다. "{{near}}"을(를) 찾으셨나요?',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
