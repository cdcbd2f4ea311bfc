import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type Contest, type Given, noise, photoNoise, type Side, scale } from './side';

/** The first message of a peer: its network and the versions of its libraries, or why it does not take part. */
interface Greeting {
  readonly parameters?: number | null;
  readonly versions: Record<string, string>;
  readonly absent?: string;
}

/** A Python library in a process of its own (`peers.py`), which exchanges lines of JSON with this one. */
export class PeerSide implements Side {
  readonly #lines: AsyncIterator<string>;

  private constructor(
    readonly name: string,
    private readonly process: ChildProcess,
  ) {
    const input = process.stdout as NodeJS.ReadableStream;
    this.#lines = createInterface({ input })[Symbol.asyncIterator]();
  }

  parameters: number | null = null;
  versions: Record<string, string> = {};

  /** Starts a peer and waits until it is ready. Rejects with its reason if it cannot take part. */
  static async start(python: string, name: string, contest: Contest, given: Given): Promise<PeerSide> {
    const script = fileURLToPath(new URL('./peers.py', import.meta.url));
    const order = JSON.stringify({ ...contest, ...given, ...scale, ...noise, ...photoNoise });
    const process = spawn(python, [script, name, order], { stdio: ['pipe', 'pipe', 'pipe'] });
    const side = new PeerSide(name, process);
    let said = '';
    process.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-2000);
    });
    process.on('error', () => {});
    try {
      const { parameters, versions, absent } = await side.next<Greeting>();
      if (absent !== undefined) throw new Error(absent);
      side.parameters = parameters ?? null;
      side.versions = versions;
      return side;
    } catch (error) {
      await side.close();
      throw new Error(`${name}: ${(error as Error).message || said}${said ? `\n${said}` : ''}`);
    }
  }

  async round(): Promise<number> {
    this.process.stdin?.write('round\n');
    return (await this.next<{ ms: number }>()).ms;
  }

  async close(): Promise<void> {
    if (this.process.exitCode !== null || this.process.pid === undefined) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.stdin?.end();
    await ended;
  }

  private async next<T>(): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('it ended before it answered');
    return JSON.parse(value) as T;
  }
}
