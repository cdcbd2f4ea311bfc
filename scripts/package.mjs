import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { asked } from './asked.mjs';
import { drawIcons } from './package/icons.mjs';
import { developmentPackages, faultsOf, filesWithPaths } from './package/inspect.mjs';
import { fetchNode } from './package/node.mjs';
import { writeNotices } from './package/notices.mjs';
import { icons, node, notices, output, unpacked, weights } from './package/places.mjs';
import { gatherWeights } from './package/weights.mjs';
import { prepare } from './prepare.mjs';
import { filesIn } from './setup/cache.mjs';
import { electron } from './setup/electron.mjs';
import { note, SetupError, sizeText, step, table } from './setup/log.mjs';
import { modules, root } from './setup/paths.mjs';
import { exists, run } from './setup/run.mjs';
import { tensorflow } from './setup/tensorflow.mjs';
import { setup } from './setup.mjs';

const help = `npm run package -- [options]
  --smoke      try the packed app afterwards: a quick demo, and the window
  --appimage   an AppImage too; its tools are downloaded
`;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const artifact = (ext) =>
  join(output, `noisy-studio-${version}-linux-${ext === 'deb' ? 'amd64' : 'x64'}.${ext}`);

async function main() {
  const { values } = asked({ help, options: { smoke: { type: 'boolean' }, appimage: { type: 'boolean' } } });
  await prepareForPacking();
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  await drawIcons(icons);
  await fetchNode(dirname(node));
  await step('Gather licences', async () => `${await writeNotices(notices)} packages`);
  await step('Gather pretrained weights', () => gatherWeights(weights));
  await packApp();
  await step('Look over the packed files', lookOver);
  await step('Pack the tar.gz', packTar);
  tell([artifact('deb'), artifact('tar.gz')]);
  if (values.appimage) await packAppImage();
  if (values.smoke)
    process.exitCode = spawnSync(process.execPath, [script('smoke.mjs')], { stdio: 'inherit' }).status ?? 1;
}

const script = (name) => fileURLToPath(new URL(`./package/${name}`, import.meta.url));

async function prepareForPacking() {
  if (process.platform !== 'linux')
    throw new SetupError('Packaging is tried on Linux only; see docs/packaging.md.');
  if (tensorflow.check().version.includes('cuda'))
    throw new SetupError(
      'The packed app carries TensorFlow for the processor, and this clone has the one for CUDA. Run "npm run setup -- --runtime cpu" first, or package from a second clone.',
    );
  if (!exists('dpkg-deb')) throw new SetupError('dpkg-deb is missing, which makes the deb.');
  await setup({ runtime: 'cpu' });
  if (!(await setup({ pieces: [electron] })))
    throw new SetupError('Without Electron there is nothing to pack.');
  if (!(await prepare())) process.exit(1);
}

const builder = join(modules, 'electron-builder', 'cli.js');
const builderArgs = (...targets) =>
  [builder, '--linux', ...targets, '--config', script('config.mjs')].concat('--publish', 'never');
/** Uses our replacement of fpm, and does not ask the network for newer builders. */
const env = { CUSTOM_FPM_PATH: script('fpm.mjs'), NO_UPDATE_NOTIFIER: '1' };

function packApp() {
  return step('Pack the app and its deb', async () => {
    await run(process.execPath, builderArgs('deb'), { cwd: root, env });
  });
}

function lookOver() {
  const files = filesIn(unpacked);
  const faults = faultsOf(files, developmentPackages());
  const named = filesWithPaths(unpacked).map((file) => `${file} names a folder of this machine`);
  const all = [...faults, ...named];
  if (all.length > 0)
    throw new SetupError(`The packed app is not as it should be:\n${all.slice(0, 20).join('\n')}`);
  return `${files.length} files`;
}

/** Packs the tar.gz with the same owners and order on every machine. */
async function packTar() {
  const name = `noisy-studio-${version}`;
  const same = [
    '--sort=name',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    `--transform=s,^linux-unpacked,${name},`,
  ];
  await run('tar', [...same, '-czf', artifact('tar.gz'), '-C', output, 'linux-unpacked']);
}

function packAppImage() {
  return step('Pack the AppImage', async () => {
    await run(process.execPath, [...builderArgs('AppImage'), '--prepackaged', unpacked], {
      cwd: root,
      env,
      hint: 'Are the hosts of electron-builder’s tools reached from here?',
    });
  });
}

function tell(files) {
  const sizes = files.map((file) => [relative(root, file), sizeText(statSync(file).size)]);
  const bytes = filesIn(unpacked).reduce((sum, file) => sum + statSync(join(unpacked, file)).size, 0);
  process.stdout.write(
    `${table(['file', 'size'], [...sizes, [relative(root, unpacked), sizeText(bytes)]])}\n`,
  );
}

main().catch((error) => {
  const isPlain = error instanceof SetupError;
  note(isPlain ? error.message : error.stack);
  process.exitCode = 1;
});
