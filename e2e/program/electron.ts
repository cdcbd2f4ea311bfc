// @ts-expect-error set-up is plain Node, without types
import { electron, electronPath as pathOf } from '../../scripts/setup/electron.mjs';

/** The path of the Electron that the set-up installed. */
export const electronPath = pathOf as () => string;

const { ready, why } = electron.check() as { ready: boolean; why: string | null };

/** The reason why no window can be opened on this machine, or null. */
export const whyNoWindow: string | null = ready ? null : `no Electron here: ${why}`;
