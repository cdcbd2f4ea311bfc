import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { codeOf, messageOf } from '../../core/errors';
import { noteOf } from '../../core/errors/note-of';
import { note } from '../../core/words/notes';
import type { StudioContext } from '../../studio/project/context/context';
import { Engine, JobCancelled } from '../../studio/project/engine/engine';
import { openProject, type Project, viewProject } from '../../studio/project/folder/project';
import { type ExitCode, exitCodeOf } from '../terminal/exit-codes';
import { JsonOutput, type Output, TextOutput } from '../terminal/output';
import { cancelSignal } from '../terminal/signals';

/** Options of every command. */
export interface GlobalOptions {
  readonly project: string;
  readonly json?: boolean;
  readonly workers?: number;
}

/** The objects that a command works with. */
export interface CommandSession {
  readonly output: Output;
  readonly signal: AbortSignal;
  readonly options: GlobalOptions;
}

/** Runs a command with its output and signal, and turns an error into a message and an exit code. */
export async function perform(
  command: Command,
  work: (session: CommandSession) => Promise<ExitCode> | ExitCode,
): Promise<void> {
  const options = command.optsWithGlobals<GlobalOptions>();
  const output: Output = options.json ? new JsonOutput() : new TextOutput();
  const signal = cancelSignal(() => output.event({ type: 'note', note: note('stopping', {}) }));
  try {
    process.exitCode = await work({ output, signal, options });
  } catch (thrown) {
    // An operation that Node itself aborts after a cancellation throws its own kind of error.
    const isStopped = signal.aborted && thrown instanceof Error && thrown.name === 'AbortError';
    const error = isStopped ? new JobCancelled() : thrown;
    const code = codeOf(error);
    const known = code !== 'failed';
    output.error(code, messageOf(error));
    if (!known && error instanceof Error && process.env.NOISY_STUDIO_DEBUG)
      process.stderr.write(`${error.stack}\n`);
    process.exitCode = exitCodeOf(code);
  } finally {
    output.close();
  }
}

type ProjectWork = (session: {
  project: Project;
  output: Output;
  signal: AbortSignal;
}) => Promise<ExitCode> | ExitCode;

/** Runs a command that only reads a project, also while another process has it open. */
export const withProjectToView = (command: Command, work: ProjectWork): Promise<void> =>
  withProject(command, work, viewProject);

/** Runs a command that reads a project, or changes it, as its options say. */
export const withProjectIf = (changes: boolean, command: Command, work: ProjectWork): Promise<void> =>
  changes ? withProject(command, work) : withProjectToView(command, work);

/** Runs a command on an open project. */
export async function withProject(command: Command, work: ProjectWork, open = openProject): Promise<void> {
  await perform(command, async ({ output, signal, options }) => {
    const project = open(options.project);
    lookAfter(project, output);
    try {
      return await work({ project, output, signal });
    } finally {
      await project.leave();
    }
  });
}

/** Runs a command that needs the engine on an open project. */
export async function withStudio(
  command: Command,
  work: (context: StudioContext, output: Output) => Promise<ExitCode>,
): Promise<void> {
  await withOpened(command, ({ project }) => openProject(project), work);
}

/** The same for a project that `open` finds or creates. */
async function withOpened(
  command: Command,
  open: (options: GlobalOptions) => Project,
  work: (context: StudioContext, output: Output) => Promise<ExitCode>,
): Promise<void> {
  await perform(command, (session) => opened(session, open, (context) => work(context, session.output)));
}

/**
 * Runs a function on a project that `open` finds or creates, with its own engine; a command may do so several
 * times.
 */
export async function opened<T>(
  { output, signal, options }: CommandSession,
  open: (options: GlobalOptions) => Project,
  work: (context: StudioContext) => Promise<T>,
): Promise<T> {
  const project = open(options);
  lookAfter(project, output);
  const engine = new Engine();
  const tell = (event: Parameters<Output['event']>[0]) => output.event(event);
  try {
    return await work({ project, engine, signal, tell, workers: options.workers ?? defaultWorkers() });
  } finally {
    await engine.close();
    await project.leave();
  }
}

/**
 * Tells what the opening found, and makes backups while the command works and at its end; a failed backup is reported but stops nothing.
 */
function lookAfter({ backups, refusal, told }: Project, output: Output): void {
  for (const each of refusal ? [refusal, ...told] : told) output.event({ type: 'note', note: noteOf(each) });
  if (!backups) return;
  backups.onProblem = (error) => output.event({ type: 'note', note: noteOf(error) });
  backups.start();
}

/** The folder of this user's measurements of the machine, which can be made again (XDG base directories). */
export const stateFolder = (): string =>
  join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'noisy-studio');

/** TensorFlow needs the cores; augmenting a batch is far cheaper than its step. */
function defaultWorkers(): number {
  return Math.max(1, Math.min(8, Math.floor(availableParallelism() / 4)));
}
