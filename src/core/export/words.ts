import type { InEach, Language } from '../words/language';
import type { ModelFormat } from './formats';

/** A sentence for each format, in each language: what it is, and which programs read it. */
const sentences: Readonly<Record<ModelFormat, InEach<string>>> = {
  folder: {
    en: 'A folder with predict.py, which reads photographs and writes CSV; it needs Python, onnxruntime and Pillow, and no TensorFlow.',
    ko: '사진을 읽어 CSV를 쓰는 predict.py가 든 폴더입니다. Python, onnxruntime, Pillow만 있으면 되고 TensorFlow는 필요 없습니다.',
  },
  onnx: {
    en: 'One file for onnxruntime, OpenVINO, TensorRT, Windows ML and other programs that read ONNX (opset 17).',
    ko: 'onnxruntime, OpenVINO, TensorRT, Windows ML 등 ONNX(opset 17)를 읽는 프로그램을 위한 파일 하나입니다.',
  },
  savedmodel: {
    en: 'A folder for TensorFlow and TensorFlow Serving.',
    ko: 'TensorFlow와 TensorFlow Serving을 위한 폴더입니다.',
  },
  timm: {
    en: 'One safetensors file with timm’s weight names, to continue training in PyTorch.',
    ko: 'timm의 이름으로 가중치를 담은 safetensors 파일 하나입니다. PyTorch에서 이어서 쓸 수 있습니다.',
  },
  tfjs: {
    en: 'A folder for the browser and Node: a graph model that TensorFlow.js loads.',
    ko: '브라우저와 Node를 위한 폴더입니다. TensorFlow.js가 읽는 그래프 모델입니다.',
  },
};

export function formatText(format: ModelFormat, language: Language = 'en'): string {
  return sentences[format][language];
}
