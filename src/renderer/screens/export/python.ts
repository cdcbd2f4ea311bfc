/** How an exported model is loaded, as a person would copy it. */
export function pythonSnippet(folder: string, imageSize: number): string {
  return `import tensorflow as tf

model = tf.saved_model.load(${JSON.stringify(folder)}).signatures["serving_default"]
names = open(${JSON.stringify(`${folder}/assets.extra/labels.txt`)}).read().splitlines()

file = tf.io.read_file("image.png")
image = tf.image.resize(tf.io.decode_image(file, channels=3, expand_animations=False), [${imageSize}, ${imageSize}])
out = model(images=tf.cast(image, tf.uint8)[tf.newaxis])  # uint8 [n, ${imageSize}, ${imageSize}, 3]
best = int(tf.argmax(out["probabilities"][0]))
print(names[best], float(out["probabilities"][0, best]))
`;
}
