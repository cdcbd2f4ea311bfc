import { type Architecture, blocksOf } from '../network/arch';

/**
 * Probability that each block survives a training step: `p_l = 1 - l / L (1 - last)` for `l = 1..L` (Huang et al. 2016; the
 * paper, section 3.1, with `last` = 0.8).
 */
export function survivalProbabilities(blocks: number, last: number): number[] {
  return Array.from({ length: blocks }, (_, i) => 1 - ((i + 1) / blocks) * (1 - last));
}

/** The same for a model's blocks; one without a residual path cannot be dropped and has 1. */
export function blockSurvival(arch: Architecture, last: number): number[] {
  const blocks = blocksOf(arch);
  const linear = survivalProbabilities(blocks.length, last);
  return linear.map((p, i) => (blocks[i].residual ? p : 1));
}
