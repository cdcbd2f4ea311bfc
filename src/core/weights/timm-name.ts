import type { ArchName, Padding } from '../network/arch';
import { members } from '../network/families';

/** What can be read from timm's name of a model, such as `tf_efficientnet_b0.ns_jft_in1k`. */
export interface TimmName {
  readonly name: string;
  /** `tf_efficientnet_b0` */
  readonly architecture: string;
  /** `ns_jft_in1k`; empty if the name has none. */
  readonly tag: string;
  readonly arch: ArchName;
  readonly padding: Padding;
  readonly batchNormEpsilon: number;
}

const pattern = /(?<![a-z0-9])((tf_)?efficientnet(v2)?_([a-z]+\d?))(?:\.([a-z0-9_]+))?(?![a-z0-9_])/;

/**
 * Reads a name of timm's, alone or in the name of a file; null if there is none, or if it is of a model that the studio does not have.
 * Models with the prefix `tf_` were trained in TensorFlow, whose padding and normalisation they keep.
 */
export function readTimmName(text: string): TimmName | null {
  const found = pattern.exec(text.replace(/\.(safetensors|pth|pt|bin|whl)$/, ''));
  if (!found) return null;
  const [, architecture, tf, v2, member, tag = ''] = found;
  const arch = v2 ? `v2-${member}` : member;
  if (!isPublished(arch)) return null;
  return {
    name: tag ? `${architecture}.${tag}` : architecture,
    architecture,
    tag,
    arch,
    padding: tf ? 'same' : 'symmetric',
    batchNormEpsilon: tf ? 1e-3 : 1e-5,
  };
}

/** timm's name of a model with this padding; null if timm does not have it. */
export function timmNameOf(arch: ArchName, padding: Padding): TimmName | null {
  const tf = padding === 'same' ? 'tf_' : '';
  const [, v2 = '', member] = /^(v2-)?(.*)$/.exec(arch) as RegExpExecArray;
  return readTimmName(`${tf}efficientnet${v2 && 'v2'}_${member}`);
}

/** Whether a model is published elsewhere; our small models are not. */
function isPublished(arch: string): arch is ArchName {
  return Object.hasOwn(members, arch) && !members[arch as ArchName].family.forSmallImages;
}
