import { kernelsModule } from './kernels-module';

/** The functions of `kernels.wat`. Offsets are bytes in its memory; all numbers but `factor` are integers. */
interface Kernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  across(...whole: number[]): void;
  down(...whole: number[]): void;
  lookUp(at: number, pixels: number, tables: number): void;
  sharpen(from: number, to: number, size: number, factor: number): void;
}

/** The part of WebAssembly that is used: Node's types have none of it without those of a browser. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: Kernels };
  };
};

const pageBytes = 65_536;
/** Bytes that a kernel may read and write beyond the end of a piece. */
const slack = 64;

/** One instance for each thread, created on first use. */
let made: Kernels | null = null;

/**
 * The kernels with memory for pieces of these sizes, one after the other; `at` holds their offsets. The
 * earlier contents of the memory are lost.
 */
export function kernelsFor(...pieces: number[]) {
  made ??= new wasm.Instance(new wasm.Module(Buffer.from(kernelsModule, 'base64'))).exports;
  let end = 0;
  const at = pieces.map((bytes) => {
    const here = end;
    end = Math.ceil((end + bytes + slack) / 16) * 16;
    return here;
  });
  const { memory } = made;
  if (memory.buffer.byteLength < end) memory.grow(Math.ceil((end - memory.buffer.byteLength) / pageBytes));
  return { ...made, at, bytes: new Uint8Array(memory.buffer), words: new Int32Array(memory.buffer) };
}
