/**
 * The part of libheif's WebAssembly build that is used; the package has types only for another way to load
 * it.
 */
declare module 'libheif-js/wasm-bundle.js' {
  interface Shown {
    data: Uint8ClampedArray;
    width: number;
    height: number;
  }

  interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills the target with RGBA; passes null if the picture cannot be decoded. */
    display(target: Shown, done: (shown: Shown | null) => void): void;
    free(): void;
  }

  const libheif: {
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[]; decoder: unknown };
    heif_context_free(context: unknown): void;
  };
  export default libheif;
}
