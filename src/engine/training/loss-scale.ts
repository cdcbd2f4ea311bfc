/**
 * The factor by which a loss is multiplied so that its gradients are not too small for float16, and by which the gradients are divided
 * again (Micikevicius et al. 2018, arXiv 1710.03740). It starts at 65,536. A gradient that is not finite was too large: its step is skipped
 * and the scale is halved. After 2,000 steps without one the scale is doubled, as in PyTorch's `GradScaler`.
 */
export class LossScale {
  /** A power of two, so that multiplying by it and dividing again changes no digit. */
  value = 2 ** 16;
  /** Steps since it changed. */
  steps = 0;

  /** Must be called after every step, with whether its gradient was finite. Returns whether a smaller scale is left to try. */
  stepped(finite: boolean): boolean {
    if (!finite) {
      this.value = Math.max(least, this.value / 2);
      this.steps = 0;
      return this.value > least;
    }
    this.steps++;
    if (this.steps === 2000) {
      this.value = Math.min(most, this.value * 2);
      this.steps = 0;
    }
    return true;
  }

  /** The state for a checkpoint, `[2]`. */
  get state(): Float32Array {
    return Float32Array.of(this.value, this.steps);
  }

  set state([value, steps]: Float32Array) {
    Object.assign(this, { value, steps });
  }
}

/** The name of a checkpoint's tensor with the state. */
export const lossScaleName = 'loss-scale';

/**
 * The limits of the scale. A scale below the first would make the loss so small that it helps no gradient; the second is far from the
 * largest float32.
 */
const [least, most] = [2 ** -10, 2 ** 24];
