/** The formats that a model can be exported to. Each has a line here, a writer in `src/engine/export` and its words in the window. */
export const modelFormats = {
  folder: { title: 'Python folder', isFolder: true, ending: '' },
  onnx: { title: 'ONNX', isFolder: false, ending: '.onnx' },
  savedmodel: { title: 'SavedModel', isFolder: true, ending: '' },
  timm: { title: 'timm', isFolder: false, ending: '.safetensors' },
  tfjs: { title: 'TensorFlow.js', isFolder: true, ending: '' },
} as const satisfies Readonly<Record<string, ModelFormatFacts>>;

export interface ModelFormatFacts {
  /** A name, the same in every language. */
  readonly title: string;
  /** Whether it is a folder, or one file. */
  readonly isFolder: boolean;
  /** What the name of a file ends with. */
  readonly ending: string;
}

export type ModelFormat = keyof typeof modelFormats;

export const modelFormatNames = Object.keys(modelFormats) as [ModelFormat, ...ModelFormat[]];

/** Formats that are a folder, which has room for a model card. */
export type FolderFormat = {
  [F in ModelFormat]: (typeof modelFormats)[F]['isFolder'] extends true ? F : never;
}[ModelFormat];
