import type { ErrorWords } from '../errors/entry';

/** What a person should know about a piece of work that goes on. */
export const workNotes = {
  'training-taken-over': {
    en: 'Run {{id}} is the same training as run {{from}} and reuses its result.',
    ko: '실행 {{id}}은(는) 실행 {{from}}과(와) 똑같은 학습이므로 그 결과를 그대로 씁니다.',
  },
  'study-cell': {
    en: 'Study "{{study}}": {{arm}}, seed {{seed}} ({{number}} of {{all}}).',
    ko: '연구 "{{study}}": {{arm}}, 시드 {{seed}} ({{all}}개 중 {{number}}번째).',
  },
  'study-time': {
    en: 'The study trains {{trained}} [model|models] ({{shared}} more [is|are] shared) and takes about {{time}} on this machine.',
    ko: '연구는 모델 {{trained}}개를 학습하며(공유 {{shared}}개 제외) 이 컴퓨터에서 약 {{time}} 걸립니다.',
  },
  'study-written': { en: 'Wrote {{files}}.', ko: '저장했습니다: {{files}}.' },
  'study-cell-failed': {
    en: '{{arm}}, seed {{seed}}: {{reason}} The study continues with the next run.',
    ko: '{{arm}}, 시드 {{seed}}: {{reason}} 연구는 다음 실행으로 넘어갑니다.',
  },
  'by-folds': {
    en: 'measured by {{folds}} [fold|folds] of the {{images}} labelled [image|images]: {{accuracy}} ± {{deviation}} % right (mean and standard deviation over the folds).',
    ko: '라벨된 이미지 {{images}}장을 {{folds}}겹 교차 검증한 정확도는 {{accuracy}} ± {{deviation}} %입니다(겹별 평균과 표준 편차).',
  },
  'more-labels': {
    en: '{{labels}} more labels in addition to these {{images}} would add about {{gain}} points, judging by how the accuracy by folds grew from a quarter of the labels to all of them.',
    ko: '라벨 {{images}}개에 {{labels}}개를 더하면 정확도가 약 {{gain}}%p 오를 것으로 보입니다(라벨의 4분의 1에서 전부까지 교차 검증 정확도가 오른 정도로 추정).',
  },
  'engine-device': {
    en: 'Engine: TensorFlow {{tensorflow}} on {{device}} ({{kind}})',
    ko: '엔진: TensorFlow {{tensorflow}}, {{device}} ({{kind}})',
  },
  'recipe-for-pictures': {
    en: 'Recipe {{recipe}}: the images are small ({{side}} pixels), so a small model learns from scratch on a CPU in minutes.',
    ko: '{{recipe}} 레시피: 이미지가 작아({{side}}픽셀) 작은 모델이 CPU에서 몇 분 안에 처음부터 학습합니다.',
  },
  'recipe-for-photos-cpu': {
    en: 'Recipe {{recipe}}: photographs with {{labels}} [label|labels] and no GPU, so {{model}} and larger ones start from pretrained weights and learn on small images in minutes.',
    ko: '{{recipe}} 레시피: 사진에 라벨이 {{labels}}개이고 GPU가 없어, {{model}}과 더 큰 모델이 사전 학습 가중치에서 시작해 작은 이미지로 몇 분 안에 학습합니다.',
  },
  'recipe-for-photos-gpu': {
    en: 'Recipe {{recipe}}: photographs with {{labels}} [label|labels] and a {{gpu}} of {{memory}} GB, so {{models}} start from pretrained weights, with {{batch}} labelled [image|images] a step, which that memory holds.',
    ko: '{{recipe}} 레시피: 사진에 라벨이 {{labels}}개이고 {{memory}} GB {{gpu}}가 있어, {{models}} 모델이 사전 학습 가중치에서 시작합니다. 스텝마다 라벨된 이미지 {{batch}}장이 그 메모리에 들어갑니다.',
  },
  'onnxruntime-missing': {
    en: 'TensorFlow computes the predictions, more slowly, because onnxruntime does not run here: {{reason}}',
    ko: '이 컴퓨터에서 onnxruntime을 실행할 수 없어 TensorFlow로 예측합니다. 속도가 더 느립니다: {{reason}}',
  },
  'labelling-by-tensorflow': {
    en: 'The teacher labels with noise: TensorFlow computes that, more slowly than onnxruntime computes predictions without noise.',
    ko: '교사 모델이 노이즈를 받으며 라벨을 붙입니다. 이 계산은 TensorFlow가 하며, onnxruntime이 노이즈 없이 예측하는 것보다 느립니다.',
  },
  'encoder-device': {
    en: 'Encoder {{name}}: onnxruntime {{onnxruntime}} on {{device}} (CPU, {{cores}} [core|cores]), {{atOnce}} [image|images] at a time.',
    ko: '인코더 {{name}}: onnxruntime {{onnxruntime}}, {{device}} (CPU, {{cores}}코어), 한 번에 이미지 {{atOnce}}장씩 봅니다.',
  },
  'student-below-encoder': {
    en: 'The student {{student}} ({{studentMillions}} M parameters) is smaller than the encoder {{encoder}} ({{encoderMillions}} M) that labels for it. It learns what the encoder knows of your images; to surpass it, as in the paper, takes a student at least as large.',
    ko: '학생 모델 {{student}}(파라미터 {{studentMillions}} M)가 라벨을 붙이는 인코더 {{encoder}}({{encoderMillions}} M)보다 작습니다. 인코더가 이미지에 대해 아는 것을 배우지만, 논문처럼 넘어서려면 그보다 작지 않은 학생 모델이 필요합니다.',
  },
  'gpu-not-found': {
    en: {
      cli: 'TensorFlow was installed for an NVIDIA GPU but found none, so the CPU is used. "nvidia-smi" does not answer: check the driver, or run "npm run setup -- --runtime cpu".',
      window:
        'TensorFlow was installed for an NVIDIA GPU but found none, so the CPU is used. "nvidia-smi" does not answer: check the driver, or set up TensorFlow for the CPU.',
    },
    ko: 'NVIDIA GPU용 TensorFlow가 설치되어 있지만 GPU를 찾지 못해 CPU로 계산합니다. "nvidia-smi"가 응답하지 않습니다. 드라이버를 확인하거나 CPU용 TensorFlow를 설치하세요.',
  },
  'gpu-not-used': {
    en: 'TensorFlow was installed for an NVIDIA GPU but found none, so the CPU is used. The driver does list {{gpu}}: it may be too old for CUDA 12, or CUDA_VISIBLE_DEVICES hides it.',
    ko: 'NVIDIA GPU용 TensorFlow가 설치되어 있지만 GPU를 찾지 못해 CPU로 계산합니다. 드라이버에는 {{gpu}}이(가) 보이므로, 드라이버가 CUDA 12에 비해 오래되었거나 CUDA_VISIBLE_DEVICES가 가리고 있을 수 있습니다.',
  },
  'gpu-driver-old': {
    en: '{{gpu}} is not used, so the CPU is: its driver {{driver}} is older than {{least}}, which TensorFlow for CUDA 12 needs. Update the NVIDIA driver.',
    ko: '{{gpu}}을(를) 쓰지 못해 CPU로 계산합니다. 드라이버 {{driver}}이(가) CUDA 12용 TensorFlow에 필요한 {{least}}보다 오래되었습니다. NVIDIA 드라이버를 업데이트하세요.',
  },
  'runtime-no-gpu': {
    en: {
      cli: 'TensorFlow for CUDA found no GPU, so the CPU is used. "nvidia-smi" does not answer: check the driver, or run "noisy-studio setup --runtime cpu".',
      window:
        'TensorFlow for CUDA found no GPU, so the CPU is used. "nvidia-smi" does not answer: check the driver.',
    },
    ko: 'CUDA용 TensorFlow가 GPU를 찾지 못해 CPU로 계산합니다. "nvidia-smi"가 응답하지 않으니 드라이버를 확인하세요.',
  },
  'runtime-gone': {
    en: {
      cli: 'TensorFlow for CUDA was chosen, but {{folder}}, where TensorFlow {{version}} should be, does not exist: the cache was emptied, or the studio has another version. The CPU is used; "noisy-studio setup --runtime cuda" downloads it again.',
      window:
        'TensorFlow for CUDA was chosen, but {{folder}}, where TensorFlow {{version}} should be, does not exist: the cache was emptied, or the studio has another version. The CPU is used until it is downloaded again.',
    },
    ko: '선택한 CUDA용 TensorFlow {{version}}이(가) {{folder}} 폴더에 없습니다. 캐시가 지워졌거나 스튜디오 버전이 바뀌었습니다. 다시 받을 때까지 CPU로 계산합니다.',
  },
  'runtime-damaged': {
    en: {
      cli: 'TensorFlow for CUDA is damaged ({{file}} is missing or has another size), so the CPU is used. "noisy-studio setup --runtime cuda" downloads it again.',
      window:
        'TensorFlow for CUDA is damaged ({{file}} is missing or has another size), so the CPU is used. Download it again.',
    },
    ko: 'CUDA용 TensorFlow가 손상되어({{file}} 파일이 없거나 크기가 다릅니다) CPU로 계산합니다. 다시 받으세요.',
  },
  'runtime-not-loaded': {
    en: 'TensorFlow for CUDA could not be loaded, so the CPU is used: {{reason}}',
    ko: 'CUDA용 TensorFlow를 불러오지 못해 CPU로 계산합니다: {{reason}}',
  },
  'put-aside': {
    en: '{{file}} was set aside: {{reason}}',
    ko: '{{file}} 파일을 제외했습니다: {{reason}}',
  },
  'memory-halved': {
    en: 'Memory ran out; continuing with {{most}} [image|images] at a time.',
    ko: '메모리가 모자라 한 번에 이미지 {{most}}장씩 이어서 합니다.',
  },
  'batch-in-parts': {
    en: 'A batch of {{batch}} [image|images] is computed in parts of {{part}} to fit into memory: the step is the same, except that batch normalisation sees each part.',
    ko: '메모리에 맞도록 이미지 {{batch}}장의 배치를 {{part}}장씩 나누어 처리합니다. 스텝은 같고 배치 정규화만 부분마다 합니다.',
  },
  'other-parts': {
    en: 'The training began with {{began}} [image|images] at a time and continues with {{part}} to fit into memory: from here on, batch normalisation sees other parts.',
    ko: '한 번에 이미지 {{began}}장으로 시작한 학습을 메모리에 맞도록 {{part}}장씩 이어서 합니다. 여기서부터 배치 정규화가 보는 부분이 달라집니다.',
  },
  'gradient-checkpointing': {
    en: 'Gradient checkpointing is used although the recipe does not ask for it: without it, {{part}} [image|images] at a time do not fit into memory. The steps are the same but take longer.',
    ko: '레시피에 없지만 그래디언트 체크포인팅을 씁니다. 쓰지 않으면 한 번에 이미지 {{part}}장이 메모리에 들어가지 않습니다. 스텝은 같고 더 오래 걸립니다.',
  },
  'float32-on-processor': {
    en: 'Training computes in float32: {{asked}}, which the recipe asks for, is faster only on a GPU.',
    ko: '학습을 float32로 계산합니다. 레시피의 {{asked}}은(는) GPU에서만 더 빠릅니다.',
  },
  'float32-on-older-gpu': {
    en: 'Training computes in float32: {{gpu}} has compute capability {{capability}}, and {{asked}}, which the recipe asks for, needs {{least}} or newer.',
    ko: '학습을 float32로 계산합니다. {{gpu}}의 연산 능력은 {{capability}}이고, 레시피의 {{asked}}에는 {{least}} 이상이 필요합니다.',
  },
  'bfloat16-on-older-gpu': {
    en: 'Training computes in float32: {{gpu}} has compute capability {{capability}}, and bfloat16, which the recipe asks for, needs {{least}} or newer. This GPU is faster in float16: set the precision to float16.',
    ko: '학습을 float32로 계산합니다. {{gpu}}의 연산 능력은 {{capability}}이고, 레시피의 bfloat16에는 {{least}} 이상이 필요합니다. 이 GPU는 float16에서 더 빠릅니다. 정밀도를 float16으로 설정하세요.',
  },
  'checkpoint-before': {
    en: '{{damage}} The training continues from the previous one, at step {{step}}.',
    ko: '{{damage}} 그 전의 체크포인트인 {{step}}번째 스텝부터 학습을 이어서 합니다.',
  },
  'checkpoint-none': {
    en: '{{damage}} There is no other one, so the training starts again.',
    ko: '{{damage}} 다른 체크포인트가 없어 학습을 처음부터 시작합니다.',
  },
  'not-promoted': {
    en: 'Run {{student}} does not become the teacher: {{accuracy}} on {{images}} validation [image|images], against {{teacherAccuracy}} for run {{teacher}}, which stays the teacher. With "promote: newest" in the recipe it would become the teacher anyway.',
    ko: '{{student}}번 실행은 교사 모델이 되지 않습니다. 검증 이미지 {{images}}장에서 {{accuracy}}로, {{teacherAccuracy}}인 {{teacher}}번 실행이 교사 모델로 남습니다. 레시피의 "promote: newest"는 그래도 새 모델을 씁니다.',
  },
  'validation-changed': {
    en: 'Runs {{student}} and {{teacher}} were validated on different images: they are compared on the {{images}} current validation [image|images] that neither learnt from.',
    ko: '{{student}}번과 {{teacher}}번 실행은 서로 다른 이미지로 검증되었습니다. 둘 다 학습하지 않은 지금의 검증 이미지 {{images}}장으로 비교합니다.',
  },
  'validation-apart': {
    en: 'Runs {{student}} and {{teacher}} were validated on different images, and no current validation image is new to both: they are not compared, and run {{student}} becomes the teacher.',
    ko: '{{student}}번과 {{teacher}}번 실행은 서로 다른 이미지로 검증되었고 둘 모두에게 새로운 검증 이미지가 없습니다. 비교하지 않고 {{student}}번 실행이 교사 모델이 됩니다.',
  },
  'trained-in-turn': {
    en: 'Pre-trained on pseudo-labelled images, then fine-tuned on labelled ones: {{trainings}}.',
    ko: '의사 라벨 이미지로 사전 학습한 뒤 라벨된 이미지로 미세 조정했습니다. {{trainings}}.',
  },
  'fix-kept': {
    en: 'The resolution fix at {{size}} pixels is kept: {{after}} on validation, {{before}} before it.',
    ko: '{{size}}픽셀 해상도 보정을 씁니다. 검증 결과 {{after}}, 보정 전 {{before}}.',
  },
  'fix-dropped': {
    en: 'The resolution fix at {{size}} pixels is not used: {{after}} on validation, {{before}} before it. The model stays as it was trained.',
    ko: '{{size}}픽셀 해상도 보정을 쓰지 않습니다. 검증 결과 {{after}}, 보정 전 {{before}}. 모델은 학습된 그대로 둡니다.',
  },
  'fix-unjudged': {
    en: 'The resolution fix at {{size}} pixels is used as the recipe says: there are no validation images to judge it by.',
    ko: '판단할 검증 이미지가 없어 레시피대로 {{size}}픽셀 해상도 보정을 씁니다.',
  },
  'classes-untrained': {
    en: 'Classes without a labelled training image: {{count}} ({{names}}).',
    ko: '학습할 라벨된 이미지가 없는 클래스: {{count}}개({{names}}).',
  },
  'few-labelled': {
    en: 'Only {{count}} labelled [image|images] for {{classes}} [class|classes]: the teacher will guess.',
    ko: '라벨된 이미지가 {{count}}장뿐이고 클래스가 {{classes}}개입니다. 교사 모델이 어림짐작하게 됩니다.',
  },
  'no-validation': {
    en: 'Without validation images, nothing shows during training whether a model learns.',
    ko: '검증 이미지가 없으면 학습하는 동안 모델이 나아지는지 알 수 없습니다.',
  },
  'validation-stays': {
    en: {
      cli: 'The {{count}} validation [image stays|images stay] held out, although validationShare is 0: that share is drawn only if there are none. To train on [it|them] too, return [it|them] with "noisy-studio split --validation 0".',
      window:
        'The {{count}} validation [image stays|images stay] held out, although the recipe’s validation share is 0: that share is drawn only if there are none. To train on [it|them] too, draw the splits again with none for validation.',
    },
    ko: '검증 비율이 0이어도 검증 이미지 {{count}}장은 계속 따로 둡니다. 이 비율은 검증 이미지가 없을 때 뽑을 양만 정합니다. 이 이미지로도 학습하려면 검증 비율 0으로 분할을 다시 뽑으세요.',
  },
  'no-test': {
    en: 'Without a test split, nothing measures how good the models are in the end.',
    ko: '테스트 분할이 없으면 마지막에 모델이 얼마나 좋은지 측정할 수 없습니다.',
  },
  'start-disk': {
    en: 'The experiment writes at least {{needed}} (decoded images, checkpoints, labellings), but the project’s disk has {{free}} left: it will stop when the disk is full. Free some space, or use smaller images, a smaller model or fewer iterations.',
    ko: '이 실험은 적어도 {{needed}}를 기록하는데(디코딩한 이미지, 체크포인트, 라벨링) 프로젝트 디스크의 여유 공간은 {{free}}이라 디스크가 가득 차면 멈춥니다. 공간을 비우거나 이미지 크기, 모델, 반복 횟수를 줄이세요.',
  },
  'start-some-gone': {
    en: 'Of {{looked}} [file|files] of the split "{{split}}", {{gone}} [is|are] missing, such as {{path}}, and left out.',
    ko: '"{{split}}" 분할에서 찾아본 파일 {{looked}}개 중 {{gone}}개가 없어 빠집니다(예: {{path}}).',
  },
  'labels-again': {
    en: 'The teacher’s labels for the pool cannot be read, so it labels the pool again.',
    ko: '교사 모델이 풀을 라벨링한 결과를 읽을 수 없어 다시 라벨링합니다.',
  },
  'run-not-measured': {
    en: 'Run {{id}} is not measured: it has seen every image of the test split.',
    ko: '{{id}}번 실행은 테스트 분할의 이미지를 모두 보았으므로 평가하지 않습니다.',
  },
  'model-chosen': { en: '{{why}}', ko: '{{why}}' },
  'class-unlearnt': {
    en: 'No training image has the class "{{name}}", so the model must be wrong about the {{images}} measured ones.',
    ko: '"{{name}}" 클래스의 학습 이미지가 없습니다. 평가하는 이미지 {{images}}장은 틀릴 수밖에 없습니다.',
  },
  'seen-unknown': {
    en: 'It is not known whether this model had seen some of these images: its inputs are gone, or an older version measured it.',
    ko: '이 모델이 이 이미지 중 일부를 보았는지 알 수 없습니다. 입력 기록이 없거나 이전 버전에서 평가했습니다.',
  },
  'hard-set': {
    en: '{{model}} is at 0 % on "{{name}}" by construction: the set holds the images that it got wrong with a confidence of {{confidence}} or more. The set favours every other model, so use it to compare those with each other, not with {{model}}.',
    ko: '"{{name}}" 세트는 {{model}} 모델이 신뢰도 {{confidence}} 이상으로 틀린 이미지로 만들었으므로 이 모델의 정확도는 정의상 0 %입니다. 다른 모델에 유리한 세트이므로 다른 모델끼리만 비교하세요.',
  },
  'seen-left-out': {
    en: 'Left out of "{{split}}": {{what}}.',
    ko: '"{{split}}"에서 뺀 이미지: {{what}}.',
  },
  'seen-measured': {
    en: 'Measured with {{what}}: this is no measure of how good the model is.',
    ko: '{{what}}을(를) 포함해 평가했으므로 모델의 성능을 나타내지 않습니다.',
  },
  failed: { en: '{{reason}}', ko: '{{reason}}' },
  'images-found': {
    en: 'Found again: {{found}} of {{known}} [image|images].',
    ko: '이미지 {{known}}장 중 {{found}}장을 다시 찾았습니다.',
  },
  'weights-fetching': {
    en: 'Downloading the weights {{name}} ({{size}}).',
    ko: '가중치 {{name}}을(를) 받는 중입니다({{size}}).',
  },
  'weights-fetched': { en: '{{bytes}} of {{all}}', ko: '{{all}} 중 {{bytes}}' },
  'confidences-lost': {
    en: 'The file of labelling {{id}} cannot be read: its pseudo-labels are written without their confidence.',
    ko: '라벨링 {{id}}번의 파일을 읽을 수 없어, 의사 라벨을 신뢰도 없이 저장합니다.',
  },
  'output-lost': {
    en: 'The output of the command cannot be written ({{reason}}). Its work continues and is kept; ask for the result again.',
    ko: '명령의 출력을 쓸 수 없습니다. ({{reason}}) 작업은 계속되고 저장됩니다. 결과는 다시 조회하세요.',
  },
  'runtime-fetching': {
    en: 'TensorFlow for CUDA: {{size}} to download, {{disk}} on disk when unpacked. It needs an NVIDIA driver {{least}} or newer. If this is interrupted, what was downloaded is kept.',
    ko: 'CUDA용 TensorFlow: {{size}}를 받으며, 풀면 디스크에서 {{disk}}를 차지합니다. NVIDIA 드라이버 {{least}} 이상이 필요합니다. 중단해도 받은 것은 남습니다.',
  },
  'runtime-unpacking': {
    en: '{{name}}: checked, unpacking.',
    ko: '{{name}}: 확인을 마치고 푸는 중입니다.',
  },
  stopping: {
    en: 'Stopping after this step; press Ctrl-C again to stop at once.',
    ko: '이 스텝이 끝나면 멈춥니다. 바로 멈추려면 Ctrl-C를 다시 누르세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
