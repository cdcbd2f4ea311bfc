import type { ErrorWords } from './entry';

/** Why an imported encoder, or a recipe with one, is refused. */
export const encoderErrors = {
  'encoder-unreadable': {
    en: '{{path}} cannot be read as an ONNX model: {{reason}}. Export it again, or download it again.',
    ko: '{{path}} 파일을 ONNX 모델로 읽을 수 없습니다({{reason}}). 다시 내보내거나 내려받으세요.',
  },
  'encoder-input': {
    en: 'The model is not an image encoder: {{reason}}. It takes {{inputs}}. Export only the part that processes images, with one input [batch, 3, size, size].',
    ko: '이미지 인코더가 아닙니다({{reason}}). 입력: {{inputs}}. 입력이 [batch, 3, size, size] 하나인 이미지 부분만 내보내세요.',
  },
  'encoder-output': {
    en: 'The model has no output of features: {{outputs}}. An output must be float32 or float16 with a row of numbers for each image.',
    ko: '모델이 특징을 내지 않습니다: {{outputs}}. 출력은 이미지마다 한 줄의 수로 된 float32나 float16이어야 합니다.',
  },
  'encoder-outputs': {
    en: {
      cli: 'The model has several outputs: {{outputs}}. Choose the one with the features by --output NAME.',
      window: 'The model has several outputs: {{outputs}}. Choose the one with the features.',
    },
    ko: '모델의 출력이 여럿입니다: {{outputs}}. 특징으로 쓸 출력을 고르세요.',
  },
  'encoder-output-unknown': {
    en: 'The model has no output "{{output}}". It has {{outputs}}.',
    ko: '모델에 "{{output}}" 출력이 없습니다. 있는 것: {{outputs}}.',
  },
  'encoder-size': {
    en: 'The model takes images of {{side}} pixels ({{input}}), not of {{size}}. Leave the size out, or export the model for another size.',
    ko: '모델은 {{size}}픽셀이 아니라 {{side}}픽셀 이미지를 받습니다({{input}}). 크기를 비우거나 다른 크기로 모델을 내보내세요.',
  },
  'encoder-facts': {
    en: {
      cli: 'The file does not say how images must be prepared: {{missing}}. Give this with --size, --mean and --std. Mean and deviation are shares of 255, such as 0.485,0.456,0.406 and 0.229,0.224,0.225 (or 0,0,0 and 1,1,1 if the model normalises images itself).',
      window:
        'The file does not say how images must be prepared: {{missing}}. Enter what the model’s authors give; mean and deviation are shares of 255.',
    },
    ko: '파일에 이미지 형식이 없습니다: {{missing}}. 만든 곳에서 알려 주는 값을 넣으세요. 평균과 표준편차는 255에 대한 비율입니다.',
  },
  'encoder-external-missing': {
    en: 'The model keeps its numbers in {{files}}, which is not beside it. Put it into the same folder, or export the model as one file.',
    ko: '모델의 수가 들어 있는 {{files}} 파일이 옆에 없습니다. 같은 폴더에 두거나 모델을 파일 하나로 내보내세요.',
  },
  'encoder-external-outside': {
    en: 'The model asks for the file {{file}}, which lies outside its folder. That file was not read. Export the model as one file.',
    ko: '모델이 폴더 밖의 {{file}} 파일을 요구합니다. 아무것도 읽지 않았습니다. 모델을 파일 하나로 내보내세요.',
  },
  'encoder-operator': {
    en: 'onnxruntime {{version}} does not know the operator {{operator}} of this model. Export it with the standard operators of ONNX, or with an older opset if the operator is new.',
    ko: 'onnxruntime {{version}}은(는) 이 모델의 {{operator}} 연산자를 모릅니다. ONNX 표준 연산자로, 새 연산자라면 더 낮은 opset으로 내보내세요.',
  },
  'encoder-refused': {
    en: 'onnxruntime {{version}} cannot run the model: {{reason}}. Export it again with another opset or as float32.',
    ko: 'onnxruntime {{version}}이(가) 모델을 실행하지 못합니다({{reason}}). 다른 opset이나 float32로 다시 내보내세요.',
  },
  'encoder-shape': {
    en: 'The output {{output}} is [{{shape}}] for {{images}} [image|images]: it does not have a row of features for each image. Choose another output.',
    ko: '이미지 {{images}}장에 대한 출력 {{output}}의 크기가 [{{shape}}]여서 이미지마다 한 줄의 특징이 아닙니다. 다른 출력을 고르세요.',
  },
  'encoder-unsteady': {
    en: 'The model gives another result for the same image each time, or together with other images: it was exported in training mode. Export it for inference (in PyTorch: model.eval()).',
    ko: '모델이 같은 이미지에 대해 그때그때, 또는 함께 든 이미지에 따라 다른 값을 냅니다. 학습 상태로 내보낸 모델입니다. 추론 상태로 내보내세요(PyTorch: model.eval()).',
  },
  'encoder-not-finite': {
    en: 'The model gives features that are not numbers. Check its mean and deviation, or export it as float32.',
    ko: '모델이 수가 아닌 특징을 냅니다. 평균과 표준편차를 확인하거나 float32로 내보내세요.',
  },
  'encoder-ended': {
    en: 'The process that tried out the model {{how}}, most likely because memory ran out. Close other programs, or take a smaller encoder. {{said}}',
    ko: '모델을 시험하던 프로세스가 끝났습니다({{how}}). 메모리가 모자랐을 수 있습니다. 다른 프로그램을 닫거나 더 작은 인코더를 쓰세요. {{said}}',
  },
  'encoder-changed': {
    en: {
      cli: 'The encoder "{{name}}" of this model is not the one in the library: another file has its name, or the file was changed. Remove it with "noisy-studio weights remove" and add the file with the sha256 {{sha256}} again.',
      window:
        'The encoder "{{name}}" of this model is not the one in the library: another file has its name, or the file was changed. Remove it on the Recipe screen and add the file with the sha256 {{sha256}} again.',
    },
    ko: '이 모델의 인코더 "{{name}}"이(가) 라이브러리에 있는 것과 다릅니다. 이름이 같은 다른 파일이거나 파일이 바뀌었습니다. 레시피 화면에서 지우고 sha256이 {{sha256}}인 파일을 다시 추가하세요.',
  },
  'encoder-unnamed': {
    en: {
      cli: 'The teacher is an encoder, but "teacher.weights" does not say which one. Add its ONNX file with "noisy-studio weights add" and put its name there.',
      window:
        'The teacher is an encoder, but none is chosen. Choose it beside the model, or add its ONNX file below first.',
    },
    ko: '교사 모델이 인코더인데 어떤 인코더인지 정해지지 않았습니다. 먼저 ONNX 파일을 추가하고 "teacher.weights"에 이름을 넣으세요.',
  },
  'encoder-method': {
    en: 'The method {{method}} trains its first model on the pool, but an encoder does not learn. Choose noisy-student, or one of the studio’s own models.',
    ko: '{{method}} 방법은 첫 모델을 풀로 학습하는데 인코더는 학습하지 않습니다. noisy-student를 고르거나 스튜디오의 모델을 쓰세요.',
  },
  'encoder-image-size': {
    en: 'The encoder {{name}} takes images of {{side}} pixels, but "teacher.size" is {{size}}. Leave it out, or set it to {{side}}.',
    ko: '{{name}} 인코더는 {{side}}픽셀 이미지를 받는데 "teacher.size"가 {{size}}입니다. 비우거나 {{side}}로 하세요.',
  },
  'export-encoder': {
    en: 'Run {{id}} is the encoder {{name}} with a linear classifier, and an encoder cannot be exported as {{format}}. Export a student that learnt from it; the encoder stays in the file that you added.',
    ko: '{{id}}번 실행은 {{name}} 인코더에 선형 분류기를 더한 것이어서 {{format}}(으)로 내보낼 수 없습니다. 여기서 배운 학생 모델을 내보내세요. 인코더는 추가한 파일에 그대로 있습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
