import type { ErrorWords } from './entry';

/** What the use cases refuse: projects, experiments, runs, exports, jobs. */
export const studioErrors = {
  'no-project': {
    en: {
      cli: '{{path}} is not a project (it has no {{file}}). Make one with "noisy-studio init", or name its folder with --project.',
      window:
        '{{path}} is not a project (it has no {{file}}). Choose a folder that holds a project, or create a new one.',
    },
    ko: '{{path}}은(는) 프로젝트 폴더가 아닙니다({{file}} 없음). 프로젝트가 있는 폴더를 고르거나 새로 만드세요.',
  },
  'project-half-made': {
    en: {
      cli: 'The project in {{path}} was not completely made, because its making was ended. Nothing is in it: "noisy-studio init" makes it again in the same folder.',
      window:
        'The project in {{path}} was not completely made, because its making was ended. Nothing is in it: create it again in the same folder.',
    },
    ko: '{{path}}의 프로젝트는 만드는 도중에 중단되어 비어 있습니다. 같은 폴더에 다시 만드세요.',
  },
  'project-exists': {
    en: '{{path}} is already a project. Open it, or choose another folder.',
    ko: '{{path}}은(는) 이미 프로젝트입니다. 그 프로젝트를 열거나 다른 폴더를 고르세요.',
  },
  'folder-not-empty': {
    en: '{{path}} is not empty. A project needs its own folder: choose a new one (images stay where they are).',
    ko: '{{path}}이(가) 비어 있지 않습니다. 프로젝트에는 새 폴더를 쓰세요. 이미지는 원래 자리에 그대로 있습니다.',
  },
  'project-folder': {
    en: 'The project cannot be made in {{path}}: {{reason}}.',
    ko: '{{path}}에 프로젝트를 만들 수 없습니다. ({{reason}})',
  },
  'no-open-project': {
    en: 'No project is open. Open one, or create a new one.',
    ko: '열린 프로젝트가 없습니다. 프로젝트를 열거나 새로 만드세요.',
  },
  'job-running': {
    en: 'A job is running on the open project. Wait for it or cancel it, then try again.',
    ko: '열린 프로젝트에서 작업이 실행 중입니다. 기다리거나 취소한 뒤 다시 시도하세요.',
  },
  'nothing-to-evaluate': {
    en: {
      cli: 'There are no labelled images in the split "{{split}}". Import some, or draw a split with "noisy-studio split".',
      window:
        'There are no labelled images in the split "{{split}}". Add some, or draw a split on the Data screen.',
    },
    ko: '"{{split}}" 분할에 라벨된 이미지가 없습니다. 이미지를 추가하거나 데이터 화면에서 분할을 추출하세요.',
  },
  'test-set-empty': {
    en: 'No image of the test set "{{name}}" can be measured any more: files are gone, or labels have changed.',
    ko: '테스트 세트 "{{name}}"에 평가할 수 있는 이미지가 남아 있지 않습니다. 파일이 없어졌거나 라벨이 바뀌었습니다.',
  },
  'hard-set-none': {
    en: 'Run {{id}} is wrong about {{wrong}} of {{images}} [image|images], but never with a confidence of {{confidence}} or more (the highest is {{highest}}). Choose a lower limit.',
    ko: '{{id}}번 실행은 이미지 {{images}}장 중 {{wrong}}장을 틀렸고, 신뢰도 {{confidence}} 이상으로 틀린 이미지는 없습니다(최고 {{highest}}). 기준을 낮추세요.',
  },
  'nothing-unseen': {
    en: 'Run {{id}} cannot be measured: it, or a model that it learnt from, has seen every one of the {{count}} [image|images] of "{{split}}". Add images that no model has seen, or train again.',
    ko: '{{id}}번 실행은 평가할 수 없습니다. "{{split}}"의 이미지 {{count}}장을 모두 이 모델이나 이 모델이 배운 모델이 이미 보았습니다. 어떤 모델도 보지 않은 이미지를 추가하거나 새로 학습하세요.',
  },
  'robustness-other-images': {
    en: 'Runs {{id}} and {{other}} cannot be compared: they were measured on different test images or labels. Choose a baseline that has seen none of the test images that run {{id}} has not seen.',
    ko: '{{id}}번 실행과 {{other}}번 실행은 비교할 수 없습니다. 서로 다른 테스트 이미지나 라벨로 측정되었습니다. {{id}}번 실행이 보지 않은 테스트 이미지를 하나도 보지 않은 기준 모델을 고르세요.',
  },
  'attack-encoder': {
    en: 'Run {{id}} cannot be attacked: it is a classifier on the features of {{name}}, which runs without gradients. Measure a model with one of the studio’s own networks.',
    ko: '{{id}}번 실행은 공격할 수 없습니다. {{name}}의 특징을 쓰는 분류기이고, 이 인코더는 기울기 없이 파일로만 실행됩니다. 네트워크를 이 프로그램이 학습한 모델을 측정하세요.',
  },
  'unknown-job': { en: 'There is no job number {{id}}.', ko: '{{id}}번 작업이 없습니다.' },
  'engine-busy': {
    en: 'The engine is busy with another job. Wait for it, or cancel it.',
    ko: '엔진이 다른 작업을 하고 있습니다. 기다리거나 그 작업을 취소하세요.',
  },
  'experiment-running': {
    en: '"{{name}}" is already running.',
    ko: '"{{name}}" 실험은 이미 실행 중입니다.',
  },
  'experiment-not-done': {
    en: 'Only a finished experiment can get one more iteration. Let "{{name}}" finish first.',
    ko: '끝난 실험만 반복을 하나 더할 수 있습니다. "{{name}}" 실험을 먼저 끝까지 실행하세요.',
  },
  'experiment-no-rounds': {
    en: '"{{name}}" has no iterations: its method trains one model. Start a new experiment with Noisy Student instead.',
    ko: '"{{name}}" 실험의 방법은 모델 하나만 학습하므로 반복이 없습니다. Noisy Student로 새 실험을 시작하세요.',
  },
  'experiment-in-study': {
    en: '"{{name}}" belongs to a study, and its arms are compared as planned. Start a new experiment with more iterations instead.',
    ko: '"{{name}}" 실험은 계획대로 비교해야 하는 연구에 속해 있습니다. 반복 횟수를 늘린 새 실험을 시작하세요.',
  },
  'experiment-active': {
    en: '"{{name}}" is running. Pause it, then delete it.',
    ko: '"{{name}}" 실험이 실행 중입니다. 일시 중지한 뒤 삭제하세요.',
  },
  'no-experiment': {
    en: {
      cli: 'There is no experiment in this project yet. Start one with "noisy-studio run".',
      window: 'There is no experiment in this project yet. Start one on the Runs screen.',
    },
    ko: '아직 실험이 없습니다. 실행 화면에서 시작하세요.',
  },
  'unknown-experiment': {
    en: 'There is no experiment "{{name}}" in this project.',
    ko: '이 프로젝트에 "{{name}}" 실험이 없습니다.',
  },
  'unknown-experiment-near': {
    en: 'There is no experiment "{{name}}" in this project. Did you mean "{{near}}"?',
    ko: '이 프로젝트에 "{{name}}" 실험이 없습니다. "{{near}}"을(를) 찾으셨나요?',
  },
  'nothing-to-resume': {
    en: {
      cli: 'There is nothing to resume: no experiment has been started yet. Start one with "noisy-studio run".',
      window: 'There is nothing to resume: no experiment has been started yet. Start one on the Runs screen.',
    },
    ko: '재개할 실험이 없습니다. 실행 화면에서 시작하세요.',
  },
  'all-finished': {
    en: 'There is nothing to resume: every experiment of this project is finished.',
    ko: '재개할 것이 없습니다. 이 프로젝트의 실험은 모두 끝났습니다.',
  },
  'no-run': {
    en: {
      cli: 'There is no trained model in this project yet. Train one with "noisy-studio train".',
      window: 'There is no trained model in this project yet. Start an experiment on the Runs screen.',
    },
    ko: '아직 학습된 모델이 없습니다. 실행 화면에서 실험을 시작하세요.',
  },
  'run-unfinished': {
    en: {
      cli: 'Run {{id}} is {{state}}. Finish it with "noisy-studio resume".',
      window: 'Run {{id}} is {{state}}. Press Resume on the Runs screen to finish it.',
    },
    ko: '{{id}}번 실행이 아직 끝나지 않았습니다({{state}}). 실행 화면에서 재개를 눌러 마치세요.',
  },
  'model-unreadable': {
    en: 'The weights of run {{id}} cannot be read ({{file}}: {{reason}}). Put the file back from a copy of the project, or take another model. What was measured, labelled and decided is kept.',
    ko: '{{id}}번 실행의 가중치를 읽을 수 없습니다({{file}}: {{reason}}). 프로젝트 사본에서 파일을 되돌리거나 다른 모델을 쓰세요. 평가 결과와 라벨, 검토 결정은 그대로 있습니다.',
  },
  'model-changed': {
    en: 'The file {{file}} holds other weights than those that run {{id}} was trained to. Put its own file back from a copy of the project, or take another model.',
    ko: '{{file}}에 {{id}}번 실행이 학습한 것과 다른 가중치가 들어 있습니다. 프로젝트 사본에서 원래 파일을 되돌리거나 다른 모델을 쓰세요.',
  },
  'no-labelling': {
    en: {
      cli: 'The pool has not been labelled yet. Label it with "noisy-studio label".',
      window: 'The pool has not been labelled yet. Train a model and let it label the pool.',
    },
    ko: '아직 이미지를 본 모델이 없습니다. 모델을 학습해 라벨을 매기게 하세요.',
  },
  'labelling-unreadable': {
    en: {
      cli: 'The model’s labels for the pool cannot be read ({{path}}: {{reason}}). Let it label the pool again with "noisy-studio label", or continue with "noisy-studio resume"; your labels and decisions are kept.',
      window:
        'The model’s labels for the pool cannot be read ({{path}}: {{reason}}). Press Resume on the Runs screen to let it label the pool again; your labels and decisions are kept.',
    },
    ko: '모델이 풀을 라벨링한 파일을 읽을 수 없습니다({{path}}: {{reason}}). 실행 화면에서 재개를 눌러 풀을 다시 라벨링하세요. 라벨과 검토 결정은 그대로 있습니다.',
  },
  'labelling-unfinished': {
    en: 'Labelling {{id}} is {{state}}. Resume its experiment, or label the pool again.',
    ko: '{{id}}번 라벨링이 끝나지 않았습니다({{state}}). 실험을 재개하거나 다시 라벨링하세요.',
  },
  'class-not-empty': {
    en: '{{images}} [image has|images have] the class "{{name}}". Give these another class first, or merge the class into another one.',
    ko: '"{{name}}" 클래스의 이미지가 {{images}}장 있습니다. 먼저 다른 클래스를 지정하거나 다른 클래스에 합치세요.',
  },
  'class-not-empty-aside': {
    en: '{{images}} [image has|images have] the class "{{name}}"; {{aside}} of them [is|are] excluded or set aside (Data, Set aside). Give these another class first, or merge the class into another one.',
    ko: '"{{name}}" 클래스의 이미지가 {{images}}장 있으며, 그중 {{aside}}장은 제외했거나 제쳐 둔 것입니다(데이터, 제쳐 둔 파일). 먼저 다른 클래스를 지정하거나 다른 클래스에 합치세요.',
  },
  'class-in-model': {
    en: 'A model was trained with the class "{{name}}", so it cannot be deleted. Merge it into another class instead.',
    ko: '"{{name}}" 클래스로 학습한 모델이 있어 삭제할 수 없습니다. 대신 다른 클래스에 합치세요.',
  },
  'class-has-merged': {
    en: 'Another class was merged into "{{name}}", so it cannot be deleted. Merge it into another class instead.',
    ko: '"{{name}}"에 합쳐진 클래스가 있어 삭제할 수 없습니다. 대신 다른 클래스에 합치세요.',
  },
  'class-in-reviews': {
    en: 'Decisions in Review name the class "{{name}}" (undone ones count too), so it cannot be deleted. Merge it into another class instead.',
    ko: '검토 결정(취소한 것 포함)에 "{{name}}" 클래스가 쓰여 삭제할 수 없습니다. 대신 다른 클래스에 합치세요.',
  },
  'input-refused': {
    en: 'The input is too long, or is not one of the possible values. Change it and try again.',
    ko: '입력한 내용이 너무 길거나 사용할 수 없는 값입니다. 고친 다음 다시 시도하세요.',
  },
  'flag-no-score': {
    en: 'This labelling has no out-of-domain score that could be taught: let the model label the pool again.',
    ko: '이 라벨링에는 가르칠 도메인 외 점수가 없습니다. 모델로 풀에 라벨을 다시 붙이세요.',
  },
  'labelling-alone': {
    en: 'This labelling belongs to no experiment. Start an experiment that pauses for review.',
    ko: '이 라벨링은 어떤 실험에도 속하지 않습니다. 검토를 위해 멈추는 실험을 시작하세요.',
  },
  'experiment-not-paused': {
    en: 'Experiment "{{name}}" is running. Wait until it pauses for review.',
    ko: '"{{name}}" 실험이 실행 중입니다. 검토를 위해 멈출 때까지 기다리세요.',
  },
  'waits-elsewhere': {
    en: 'Experiment "{{name}}" is waiting at another labelling. Choose that one in the list.',
    ko: '"{{name}}" 실험은 다른 라벨링에서 기다립니다. 목록에서 그 라벨링을 고르세요.',
  },
  'student-trained': {
    en: 'Experiment "{{name}}" is finished: every student of its recipe is trained. To continue, start a new experiment.',
    ko: '"{{name}}" 실험은 끝났습니다. 레시피의 모든 학생 모델이 학습되었습니다. 계속하려면 새 실험을 시작하세요.',
  },
  'not-waiting': {
    en: 'Experiment "{{name}}" does not wait for a review. Resume it on the Runs screen.',
    ko: '"{{name}}" 실험은 검토를 기다리고 있지 않습니다. 실행 화면에서 재개하세요.',
  },
  'few-labels-to-check': {
    en: 'There are {{images}} labelled [image|images], and checking labels needs {{least}} or more, of at least two classes. Label or import more images first.',
    ko: '라벨된 이미지가 {{images}}장입니다. 라벨을 점검하려면 두 클래스 이상에서 {{least}}장 이상이 필요합니다. 먼저 이미지에 라벨을 지정하거나 더 가져오세요.',
  },
  'one-class': {
    en: 'The {{images}} training [image has|images all have] the class "{{name}}"; a classifier needs two or more. Label images of another class, or import some.',
    ko: '학습할 이미지 {{images}}장이 모두 "{{name}}" 클래스입니다. 분류기에는 클래스가 둘 이상 필요합니다. 다른 클래스의 이미지에 라벨을 지정하거나 추가하세요.',
  },
  'nothing-to-predict': {
    en: 'There are no images in {{path}}. Choose the folder that holds them, or a folder above it.',
    ko: '{{path}}에 이미지가 없습니다. 이미지가 든 폴더나 그 상위 폴더를 고르세요.',
  },
  'no-image-files': {
    en: '{{path}} has no readable image. Choose images, or the folder that holds them.',
    ko: '{{path}}: 읽을 수 있는 이미지가 아닙니다. 이미지나 이미지가 든 폴더를 고르세요.',
  },
  'target-not-chosen': {
    en: '"{{path}}" was not chosen in the save dialog, so nothing was written. Choose the place again.',
    ko: '저장 대화 상자에서 고른 위치가 아니어서 쓰지 않았습니다: {{path}}. 위치를 다시 고르세요.',
  },
  'prediction-gone': {
    en: 'These predictions are no longer available. Predict the folder again.',
    ko: '이 예측은 더 이상 보관되어 있지 않습니다. 폴더를 다시 예측하세요.',
  },
  'folder-without-images': {
    en: 'There are no images in {{path}}, so nothing was added. Choose the folder that holds them, or a folder above it.',
    ko: '{{path}}에 이미지가 없어 아무것도 추가하지 않았습니다. 이미지가 든 폴더나 그 상위 폴더를 고르세요.',
  },
  'source-empty': {
    en: {
      cli: 'None of the {{images}} [image|images] of {{path}} is there now. Is its drive connected? Nothing was changed. If they are gone for good, import again with --gone.',
      window:
        'None of the {{images}} [image|images] of {{path}} is there now. Is its drive connected? Nothing was changed. If they are gone for good, take the source out of the project.',
    },
    ko: '{{path}}의 이미지 {{images}}장이 지금 하나도 없습니다. 드라이브가 연결되어 있나요? 아무것도 바꾸지 않았습니다. 정말 없어졌다면 프로젝트에서 이 소스를 빼세요.',
  },
  'no-labelled-images': {
    en: {
      cli: 'There are no labelled images to train on. Import a folder with a subfolder for each class, or a CSV with labels.',
      window: 'There are no labelled images to train on. Add some on the Data screen, or label some.',
    },
    ko: '학습할 라벨 이미지가 없습니다. 데이터 화면에서 추가하거나 이미지에 라벨을 지정하세요.',
  },
  'nothing-to-label': {
    en: {
      cli: 'There are no readable unlabelled images, so there is nothing to label. Import a folder of them with --split unlabelled.',
      window:
        'There are no readable unlabelled images, so there is nothing to label. Add a folder of them on the Data screen.',
    },
    ko: '읽을 수 있는 라벨 없는 이미지가 없어 라벨을 매길 것이 없습니다. 데이터 화면에서 폴더를 추가하세요.',
  },
  'no-pool': {
    en: {
      cli: 'This method learns from unlabelled images, and there are none, so nothing is trained. Import a folder of them with --split unlabelled, or learn from the labelled images alone with --set method=supervised.',
      window:
        'This method learns from unlabelled images, and there are none. Add a folder of them on the Data screen, or choose Supervised as the method on the Recipe screen.',
    },
    ko: '이 방법에 필요한 라벨 없는 이미지가 없습니다. 데이터 화면에서 폴더를 추가하거나 레시피 화면에서 방법을 지도 학습으로 바꾸세요.',
  },
  'start-files-gone': {
    en: {
      cli: 'None of the checked files of the split "{{split}}" was found, such as {{path}}. Is its drive connected? Then start again. If they have moved, import their folder from its new place.',
      window:
        'None of the checked files of the split "{{split}}" was found, such as {{path}}. Is its drive connected? If they have moved, use Find moved files on the Data screen.',
    },
    ko: '"{{split}}" 분할의 파일을 하나도 찾을 수 없습니다(예: {{path}}). 드라이브가 연결되어 있나요? 옮겼다면 데이터 화면에서 옮긴 파일을 찾으세요.',
  },
  'empty-selection': {
    en: {
      cli: 'The selection keeps no image. Lower selection.threshold, raise selection.ood.keep, or train a better teacher.',
      window:
        'The selection keeps no image. Lower the confidence threshold or the out-of-domain limit, accept some images, or train a better teacher.',
    },
    ko: '남은 이미지가 없습니다. 신뢰도 임계값이나 도메인 외 한계를 낮추거나, 이미지를 승인하거나, 더 나은 교사 모델을 학습하세요.',
  },
  'nothing-kept': {
    en: {
      cli: 'The selection keeps none of the {{images}} pool [image|images], so no student is trained: {{flagged}} [is|are] flagged as out-of-domain, the threshold is {{threshold}} and the highest confidence {{highest}}. Lower selection.threshold, raise selection.ood.keep, or train a better teacher.',
      window:
        'The selection keeps none of the {{images}} pool [image|images], so no student is trained: {{flagged}} [is|are] flagged as out-of-domain, the threshold is {{threshold}} and the highest confidence {{highest}}. Lower the confidence threshold or the out-of-domain limit, accept some images, or train a better teacher.',
    },
    ko: '풀 이미지 {{images}}장 중 남은 것이 없어 학생 모델을 학습하지 않습니다. 도메인 외로 분류한 이미지는 {{flagged}}장, 임계값은 {{threshold}}, 가장 높은 신뢰도는 {{highest}}입니다. 신뢰도 임계값이나 도메인 외 한계를 낮추거나, 이미지를 승인하거나, 더 나은 교사 모델을 학습하세요.',
  },
  'no-such-copy': {
    en: {
      cli: '"{{file}}" has no near duplicates. "noisy-studio copies --groups" lists the images that have some.',
      window: '"{{file}}" has no near duplicates.',
    },
    ko: '"{{file}}"은(는) 유사 사본이 없는 이미지입니다.',
  },
  'no-features': {
    en: 'This labelling has no features of its images. Label the pool again to compare them.',
    ko: '이 라벨링에는 이미지 특징이 남아 있지 않습니다. 비교하려면 다시 라벨링하세요.',
  },
  'fit-few-held-out': {
    en: '{{images}} labelled [image was|images were] held out for this model: too few to tell how right its labels are. Label more images, and let the model label the pool again.',
    ko: '이 모델에 쓰지 않은 라벨된 이미지가 {{images}}장뿐이라 라벨이 얼마나 맞는지 알 수 없습니다. 이미지에 라벨을 더 지정하고 모델로 풀에 라벨을 다시 붙이세요.',
  },
  'no-earlier-labelling': {
    en: 'There is no earlier iteration to compare with: changes of labels are known from the second iteration on.',
    ko: '비교할 이전 반복의 라벨링이 없습니다. 라벨이 얼마나 바뀌었는지는 두 번째 반복부터 알 수 있습니다.',
  },
  'no-images-to-check': {
    en: 'There are no images to check. Import some first.',
    ko: '점검할 이미지가 없습니다. 먼저 이미지를 가져오세요.',
  },
  'no-image-to-compare': {
    en: 'Choose an image to order the others by their likeness to it.',
    ko: '비슷한 순으로 놓을 기준 이미지를 고르세요.',
  },
  'unknown-row': {
    en: 'There is no row {{row}}: the labelling has {{rows}} [image|images].',
    ko: '{{row}}번 행이 없습니다. 라벨링한 이미지는 {{rows}}개입니다.',
  },
  'export-folder-used': {
    en: '"{{path}}" is a file or a folder with content, and an export overwrites nothing. Choose a new or empty folder.',
    ko: '"{{path}}"은(는) 파일이거나 비어 있지 않습니다. 내보내기는 덮어쓰지 않습니다. 새 폴더나 빈 폴더를 고르세요.',
  },
  'export-target-exists': {
    en: '"{{path}}" exists, and an export overwrites nothing. Choose another name, or remove it first.',
    ko: '"{{path}}"이(가) 이미 있습니다. 내보내기는 덮어쓰지 않습니다. 다른 이름을 고르거나 먼저 지우세요.',
  },
  'not-shown': {
    en: '{{path}} was not written by the studio, so it is not shown.',
    ko: '{{path}}은(는) 이 프로그램이 쓴 파일이 아니므로 열지 않습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
