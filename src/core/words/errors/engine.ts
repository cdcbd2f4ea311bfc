import type { ErrorWords } from './entry';

/** What the engine's process reports about memory and about trainings that it cannot do. */
export const engineErrors = {
  'memory-short': {
    en: '{{model}} at {{size}} pixels does not fit into memory: a batch of {{batch}} needs {{needed}}, but {{free}} is free. Use smaller images or a smaller model, or close other programs.{{others}}',
    ko: '{{size}}픽셀의 {{model}} 모델이 메모리에 들어가지 않습니다. 배치 {{batch}}에 {{needed}}이(가) 필요한데 {{free}}만 비어 있습니다. 이미지 크기나 모델을 줄이거나 다른 프로그램을 닫으세요.{{others}}',
  },
  'probe-memory': {
    en: {
      cli: 'A linear classifier of {{classes}} classes on {{features}} features of an image needs {{needed}}, but {{free}} is free. Let the model start from random weights (weights: none), choose a model with fewer features, or close other programs.{{others}}',
      window:
        'A linear classifier of {{classes}} classes on {{features}} features of an image needs {{needed}}, but {{free}} is free. Let the model start from random weights, choose a model with fewer features, or close other programs.{{others}}',
    },
    ko: '이미지당 특징 {{features}}개로 클래스 {{classes}}개를 나누는 선형 분류기에 {{needed}}이(가) 필요한데 {{free}}만 비어 있습니다. 모델을 무작위 가중치에서 시작하거나, 특징이 더 적은 모델을 고르거나, 다른 프로그램을 닫으세요.{{others}}',
  },
  'batch-too-large': {
    en: {
      cli: 'The {{batch}} images of a step do not fit into memory at {{size}} pixels: they need {{needed}}, and {{free}} can be used. Use a smaller batch (training.labelledBatch, training.unlabelledRatio) or smaller images.',
      window:
        'The {{batch}} images of a step do not fit into memory at {{size}} pixels: they need {{needed}}, and {{free}} can be used. Use a smaller batch or smaller images.',
    },
    ko: '한 스텝의 이미지 {{batch}}장이 {{size}}픽셀에서 메모리에 들어가지 않습니다. {{needed}}이(가) 필요한데 {{free}}만 쓸 수 있습니다. 배치나 이미지 크기를 줄이세요.',
  },
  'model-too-large': {
    en: 'This machine cannot train {{model}} at {{size}} pixels: even {{batch}} [image|images] at a time [needs|need] {{needed}}, and it has {{has}}. Choose smaller images or a smaller model in the recipe.',
    ko: '이 컴퓨터에서는 {{size}}픽셀의 {{model}} 모델을 학습할 수 없습니다. 이미지를 한 번에 {{batch}}장만 계산해도 {{needed}}이(가) 필요한데 메모리는 {{has}}입니다. 레시피의 이미지 크기나 모델을 줄이세요.',
  },
  'out-of-memory': {
    en: {
      cli: 'Memory ran out while the engine worked. An experiment keeps its progress up to its last checkpoint. Use a smaller batch, smaller images or a smaller model, or close other programs; "noisy-studio resume" then continues it; start other work again.',
      window:
        'Memory ran out while the engine worked. An experiment keeps its progress up to its last checkpoint. Use a smaller batch, smaller images or a smaller model, or close other programs; then press Resume in Runs, or start other work again.',
    },
    ko: '엔진이 일하는 동안 메모리가 모자랐습니다. 실험이 마지막 체크포인트까지 한 일은 남아 있습니다. 배치, 이미지 크기, 모델을 줄이거나 다른 프로그램을 닫은 뒤, 실험은 실행 화면에서 이어서 하고 다른 작업은 다시 시작하세요.',
  },
  'export-too-large': {
    en: '{{model}} cannot be written as {{format}}: its weights exceed the {{gigabytes}} GB that the format can hold. Export it as safetensors, or train a smaller model.',
    ko: '{{model}} 모델은 {{format}} 형식으로 저장할 수 없습니다. 가중치가 형식의 한계인 {{gigabytes}} GB보다 큽니다. safetensors로 내보내거나 더 작은 모델을 학습하세요.',
  },
  'unknown-objective': {
    en: 'The training computes "{{name}}", which this version does not know (it knows {{known}}). Continue with the version that began it.',
    ko: '이 학습이 계산하는 "{{name}}"을(를) 이 버전은 알지 못합니다(아는 것: {{known}}). 학습을 시작한 버전으로 이어서 하세요.',
  },
  'export-not-timm': {
    en: 'timm has no network like {{model}} at {{size}} pixels, so it could not load the weights. Export it as ONNX, or train one of the EfficientNets at 49 pixels or more.',
    ko: 'timm에는 {{size}}픽셀의 {{model}} 같은 모델이 없어 가중치를 쓸 수 없습니다. ONNX로 내보내거나 EfficientNet 모델을 49픽셀 이상에서 학습하세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
