import { SetupError } from './log.mjs';

const oldest = [20, 19];

/** Throws if Node is older than the project needs. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new SetupError(
    `Node ${oldest.join('.')} or newer is needed, and this is ${version}. Install a newer Node and try again.`,
  );
}
