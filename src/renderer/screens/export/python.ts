import { pythonRead, pythonReadImports } from '../../../core/words/python-read';

/** How an exported model is loaded and given a picture, as a person would copy it. */
export function pythonSnippet(folder: string, imageSize: number): string {
  return `import tensorflow as tf
${pythonReadImports}

${pythonRead(imageSize)}

model = tf.saved_model.load(${JSON.stringify(folder)}).signatures["serving_default"]
names = open(${JSON.stringify(`${folder}/assets.extra/labels.txt`)}, encoding="utf-8").read().splitlines()

out = model(images=tf.constant(read("image.jpg")[np.newaxis]))  # uint8 [n, ${imageSize}, ${imageSize}, 3]
best = int(tf.argmax(out["probabilities"][0]))
print(names[best], float(out["probabilities"][0, best]))
`;
}
