import pins from './pins.json';

/** A wheel of the package index, as the set-up and the studio fetch it; only its C++ libraries are used. */
export interface PinnedWheel {
  readonly package: string;
  readonly version: string;
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
}

export const tensorflowVersion = pins.tensorflow;

/** The oldest NVIDIA driver that runs libraries of CUDA 12 (NVIDIA's table of minor version compatibility). */
export const leastDriver = pins.leastDriver;

/** Bytes of the libraries for CUDA when they are unpacked. */
export const cudaBytes = pins.cudaBytes;

/** TensorFlow for CUDA, its own wheel first; empty on a platform that has none. */
export function cudaWheels(platform: string): readonly PinnedWheel[] {
  return platform === 'linux-x64' ? pins.platforms['linux-x64'].cuda : [];
}

/** Bytes of the wheels of TensorFlow for CUDA. */
export const cudaFetchBytes = pins.platforms['linux-x64'].cuda.reduce((sum, { bytes }) => sum + bytes, 0);

/** Whether the driver's version ("550.54.15") is older than the libraries need. A version that is not a number does not count as old. */
export function isDriverOld(version: string): boolean {
  const [has, needs] = [version, leastDriver].map((text) => text.split('.').map(Number));
  if (has.some(Number.isNaN)) return false;
  const at = needs.findIndex((part, i) => (has[i] ?? 0) !== part);
  return at >= 0 && (has[at] ?? 0) < needs[at];
}
