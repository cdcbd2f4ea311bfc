/** The mean of the figures of several draws. */
export const mean = (numbers: readonly number[]) =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;

const deviation = (numbers: readonly number[]) => {
  const middle = mean(numbers);
  return Math.sqrt(
    numbers.reduce((sum, each) => sum + (each - middle) ** 2, 0) / Math.max(1, numbers.length - 1),
  );
};

/** Mean and standard deviation as a cell of a table. */
export const cell = (numbers: readonly number[], digits: number, scale: number) =>
  `${(scale * mean(numbers)).toFixed(digits)} ± ${(scale * deviation(numbers)).toFixed(digits)}`;
