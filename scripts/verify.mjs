import { join } from 'node:path';
import { helped } from './asked.mjs';
import { prepare } from './prepare.mjs';
import { SetupError } from './setup/log.mjs';
import { isMain, root } from './setup/paths.mjs';
import { augment } from './verify/augment.mjs';
import { cases } from './verify/cases.mjs';
import { runProgram } from './verify/program.mjs';
import { attacksPython, benchPython, exportsPython, issuesPython, listsPython } from './verify/python.mjs';

/**
 * Verifications by name that need more than the project contains, such as Python programs to compare with or other people's files. Each
 * takes its arguments, prints a line for each thing that it checked, and returns 0 if all are right. Throws `SetupError`.
 *
 * @type {Record<string, { about: string, run: (args: string[]) => Promise<number> }>}
 */
const verifications = {
  attacks: {
    about:
      'FGSM and PGD leave of a model what foolbox’s leave of the same weights in PyTorch (names: lite0, b0)',
    run: async (args) => runProgram('attacks', [await attacksPython(), ...args]),
  },
  augment: {
    about:
      'random resized crops and every operation of RandAugment equal Pillow and timm (--seed N: other pictures)',
    run: augment,
  },
  cases: {
    about:
      'what people bring is imported right (--cases DIR: where make.py lies, --made DIR: files made before)',
    run: cases,
  },
  'check-images': {
    about:
      'how many planted dark, light, blurred, empty and odd images a check finds, beside CleanVision (--photos DIR: clothing/ within, --seed N)',
    run: async (args) => runProgram('check-images', [await issuesPython(), ...args]),
  },
  'check-labels': {
    about:
      'how many flipped labels a check of all labels finds, beside cleanlab on the same probabilities (--photos DIR: clothing/ within, --cifar DIR: train/ within, --most N a class, --seed N)',
    run: async (args) => runProgram('check-labels', [await issuesPython(), ...args]),
  },
  cifar: {
    about:
      'what one student gains over its teacher on CIFAR-10, from pretrained and from random weights (--cifar DIR: train/ within, --only NAME, --seeds N; --robustness, --images N: also on changed and attacked images)',
    run: async (args) => runProgram('cifar', args),
  },
  'class-thresholds': {
    about:
      'thresholds by class beside one threshold that keeps as many labels, with the truth known (--photos DIR, --draws N, --only NAME; --project DIR --truth FILE: its labellings)',
    run: async (args) => runProgram('class-thresholds', args),
  },
  copies: {
    about:
      'near duplicates of photographs, found by an import (--images DIR: pictures that are all different)',
    run: async (args) => runProgram('copies', args),
  },
  'disk-full': {
    about:
      'the quick demo on a disk that is full at 20 places (--places N): a clear error each, then the same weights',
    run: async (args) => runProgram('disk-full', args),
  },
  fixmatch: {
    about:
      'FixMatch beside the same in PyTorch: network, images, noise and steps alike (--seeds N, --steps N, --labels N a class)',
    run: async (args) => runProgram('fixmatch', [await benchPython(), ...args]),
  },
  'label-order': {
    about:
      'what a linear probe learns from the first labels of each order of Label (--photos DIR: clothing/ within, --cifar DIR: train/ within, --draws N)',
    run: async (args) => runProgram('label-order', args),
  },
  lists: {
    about:
      'exported COCO and Pascal VOC are read with the same classes and splits by pycocotools and Datumaro',
    run: async () =>
      runProgram('list-formats', [await listsPython(), join(root, 'scripts/verify/read_lists.py')]),
  },
  exports: {
    about:
      'every export opened by its own program, and predict.py beside predict (--images DIR: a folder of pictures a class, --only graphs|pictures)',
    run: async (args) => runProgram('exports', [await exportsPython(), await benchPython(), ...args]),
  },
  'memory-limit': {
    about:
      'the quick demo, and labelling 2,000 photographs of 12 megapixels at three sizes, in 4 GB (--gigabytes N, --photos N)',
    run: async (args) => runProgram('memory-limit', args),
  },
  ood: {
    about:
      'how well each out-of-domain score tells images of no class, with the truth known (--cifar DIR: train/ within, --photos DIR, --draws N, --only NAME)',
    run: async (args) => runProgram('ood', args),
  },
  taught: {
    about:
      'how much “none of these” decisions help the out-of-domain flag, on images that were not decided on (--cifar DIR, --photos DIR, --draws N)',
    run: async (args) => runProgram('taught', args),
  },
  timm: {
    about: 'models, logits and gradients equal timm’s (names of timm’s to look at; all where none)',
    run: async (args) => runProgram('timm', [await benchPython(), ...args]),
  },
  trust: {
    about:
      'the expected share of right labels beside the truth, draw by draw (--photos DIR: clothing/ and out-of-domain/ within, --draws N, --only NAME)',
    run: async (args) => runProgram('trust', args),
  },
};

const help = `npm run verify -- NAME [OPTIONS]
${Object.entries(verifications)
  .map(([each, { about }]) => `  ${each.padEnd(16)} ${about}`)
  .join('\n')}
`;

/** @param {string[]} argv */
async function main([name, ...rest]) {
  helped(help);
  const chosen = verifications[name];
  if (!chosen) {
    process.stderr.write(help);
    return 2;
  }
  if (!(await prepare({ programs: true }))) return 1;
  try {
    return (await chosen.run(rest)) === 0 ? 0 : 1;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`verify: ${error.message}\n`);
    return 1;
  }
}

if (isMain(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
