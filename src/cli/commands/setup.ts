import { type Command, Option } from 'commander';
import { cudaBytes, cudaFetchBytes, cudaWheels, leastDriver } from '../../core/runtime/pins';
import type { DeviceFacts } from '../../core/stored/runs';
import { bytesText } from '../../core/words/bytes';
import { type Note, note, noteSentence } from '../../core/words/notes';
import { chooseCpu, chooseCuda, type RuntimeState, runtimeState, tryOut } from '../../studio/runtime/choose';
import { perform } from '../shared/session';
import { exitCodes } from '../terminal/exit-codes';
import { throttled } from '../terminal/throttled';

interface SetupOptions {
  readonly runtime?: 'cpu' | 'cuda';
  readonly from?: string;
  readonly anyway?: boolean;
  readonly check?: boolean;
}

/**
 * The command `setup`: chooses which TensorFlow the engine loads: the one that came with the program, or one for CUDA that is fetched into
 * the user's cache.
 */
export function addSetup(program: Command): void {
  program
    .command('setup')
    .description(
      'download TensorFlow for a GPU, or return to the CPU; without options, show what is installed',
    )
    .addOption(
      new Option('--runtime <build>', `which TensorFlow to use; cuda is downloaded (${fetchText()})`).choices(
        ['cuda', 'cpu'],
      ),
    )
    .option('--from <folder>', 'take the wheels from a folder instead of downloading them')
    .option('--anyway', 'download even if no NVIDIA driver answers, or it is too old')
    .option('--check', 'show what is installed and try it; change nothing')
    .action((options: SetupOptions, self: Command) =>
      perform(self, async ({ output, signal }) => {
        const tell = (said: Note) => output.event({ type: 'note', note: said });
        if (options.check || !options.runtime) {
          const state = await runtimeState();
          const device = await tryOut(state.chosen);
          output.result({ ...state, device, files: fileNames() }, stateText(state, device));
          return exitCodes.done;
        }
        const { from, anyway } = options;
        const cuda = { from, anyway, signal, tell, onBytes: throttled(told(tell)) };
        const device = options.runtime === 'cuda' ? await chooseCuda(cuda) : await chooseCpu();
        output.result({ runtime: options.runtime, device }, chosenText(options.runtime, device));
        return exitCodes.done;
      }),
    );
}

const wheels = cudaWheels('linux-x64');
const fileNames = () => wheels.map(({ file, sha256 }) => ({ file, sha256 }));

function fetchText(): string {
  return `${bytesText(cudaFetchBytes)} to fetch, ${bytesText(cudaBytes)} on the disk`;
}

const told = (tell: (note: Note) => void) => (bytes: number, all: number) =>
  tell(note('weights-fetched', { bytes: bytesText(bytes), all: bytesText(all) }));

function chosenText(runtime: string, device: DeviceFacts): string {
  const first = `From now on the engine loads TensorFlow for ${runtime === 'cuda' ? 'CUDA' : 'the processor'}.`;
  return [first, deviceText(device)].join('\n');
}

function deviceText({ tensorflow, name, kind, note: said }: DeviceFacts): string {
  const line = `TensorFlow ${tensorflow} computes on ${name} (${kind === 'gpu' ? 'GPU' : 'processor'}).`;
  return said ? `${line}\n${noteSentence(said, 'cli') ?? said.code}` : line;
}

function stateText(state: RuntimeState, device: DeviceFacts): string {
  const { gpu, own, chosen, isFetched, folder, isPublished } = state;
  const lines: [string, string][] = [
    ['GPU', gpu ? `${gpu.name}, driver ${gpu.driver}` : 'no NVIDIA driver answers'],
    ['driver', `${leastDriver} or newer is needed${gpu?.isDriverOld ? ': this one is too old' : ''}`],
    [
      'built in',
      own === null ? 'another TensorFlow' : `TensorFlow for ${own === 'cuda' ? 'CUDA' : 'the processor'}`,
    ],
    ['for CUDA', isFetched ? `fetched, ${folder}` : `not fetched (${fetchText()})`],
    ['chosen', chosen],
  ];
  const text = lines.map(([what, value]) => `${what.padEnd(10)}${value}`).join('\n');
  const files = isPublished && !isFetched ? `\n\nFiles that --from takes:\n${fileList()}` : '';
  return `${text}\n\n${deviceText(device)}${files}`;
}

const fileList = () => wheels.map(({ file, sha256 }) => `${sha256}  ${file}`).join('\n');
