import { choice, integer, integerOrNull, number, numberOrNull, numbers, section } from './fields';

/** How long one training is: `amount` passes over the labelled training images, or `amount` optimizer steps. */
const length = (title: string, who: string) =>
  section(
    { title, help: `How long ${who} is trained; early stopping may end it sooner.` },
    {
      amount: number({
        essential: true,
        title: 'Amount',
        help: 'How many epochs or steps; the paper uses 350 epochs for EfficientNet-B4 and larger, 700 for smaller ones.',
        paper: 350,
        min: 0.01,
        max: 10_000_000,
      }),
      unit: choice(['epochs', 'steps'], {
        essential: true,
        title: 'Unit',
        help: 'An epoch is one pass over the labelled training images, whatever the number of pseudo-labelled ones.',
        paper: 'epochs',
      }),
    },
  );

const schedule = section(
  { title: 'Learning-rate schedule', help: 'How the learning rate moves during a training.' },
  {
    kind: choice(['exponential', 'cosine', 'onecycle'], {
      title: 'Kind',
      help: 'exponential falls in stairs as in the paper, cosine falls smoothly to zero, onecycle rises for 30 % and falls (best for short trainings).',
      paper: 'exponential',
    }),
    warmupEpochs: number({
      title: 'Warm-up',
      help: 'Time in which the rate rises linearly from zero; onecycle has its own rise and does not read this.',
      paper: 5,
      unit: 'epochs',
      min: 0,
      max: 10_000,
    }),
    decay: number({
      title: 'Decay factor',
      help: 'The exponential schedule multiplies the rate by this at each stair.',
      paper: 0.97,
      min: 0.01,
      max: 1,
    }),
    decayEpochs: number({
      title: 'Decay every',
      help: 'Width of a stair of the exponential schedule: 2.4 for 350 epochs, 4.8 for 700.',
      paper: 2.4,
      unit: 'epochs',
      min: 0.001,
      max: 10_000,
    }),
  },
);

const batchNorm = section(
  { title: 'Batch normalisation', help: 'The running averages that inference uses.' },
  {
    momentum: number({
      title: 'Momentum',
      help: 'Share of the running average kept at each step; short trainings need a smaller one.',
      paper: 0.99,
      min: 0,
      max: 0.99999,
    }),
    epsilon: number({
      title: 'Epsilon',
      help: 'Added to the variance before the square root.',
      paper: 1e-3,
      min: 1e-8,
      max: 0.1,
    }),
  },
);

/** Everything about optimisation, shared by teacher and students. */
export const trainingSchema = section(
  { title: 'Training', help: 'Optimizer, batches, length and safety of each training run.' },
  {
    optimizer: choice(['sgd', 'rmsprop', 'adamw'], {
      title: 'Optimizer',
      help: 'rmsprop is the paper’s, sgd is momentum SGD, adamw suits short trainings on few images.',
      paper: 'rmsprop',
    }),
    learningRate: number({
      essential: true,
      title: 'Learning rate',
      help: 'For sgd and rmsprop the rate of a mean over the reference batch, scaled linearly with the images that the loss is divided by; for adamw taken as it is. Another optimizer brings its own.',
      paper: 0.128,
      min: 1e-7,
      max: 100,
    }),
    referenceBatch: integer({
      title: 'Reference batch',
      help: 'The labelled batch to which the learning rate belongs.',
      paper: 2048,
      unit: 'images',
      min: 1,
      max: 65_536,
    }),
    schedule,
    labelledBatch: integer({
      essential: true,
      title: 'Labelled batch',
      help: 'Labelled images in each step; the paper finds 512, 1,024 and 2,048 equally good.',
      paper: 2048,
      unit: 'images',
      min: 1,
      max: 65_536,
    }),
    unlabelledRatio: numbers({
      essential: true,
      title: 'Unlabelled ratio',
      help: 'Pseudo-labelled images in a step for each labelled one, one number an iteration, the last repeats; a larger ratio helps a large student. 14, 14, 28 are for L2; without iteration the paper takes 1 for B0 and 3 for B1 to B7.',
      paper: [14, 14, 28],
      min: 0,
      max: 1000,
    }),
    lossWeight: choice(['sum-over-labelled', 'average', 'equal-parts'], {
      title: 'Loss weight',
      help: 'sum-over-labelled adds R times the mean pseudo-label loss (released code), average is the mean over the joint batch at a rate that grows with it (the same step, weight decay 1 + R times as strong), equal-parts adds both means.',
      paper: 'sum-over-labelled',
    }),
    teacherLength: length('Teacher’s length', 'the teacher'),
    studentLength: length('Student’s length', 'each student'),
    labelSmoothing: number({
      title: 'Label smoothing',
      help: 'Share of a hard target spread evenly over all classes; soft pseudo-labels are never smoothed.',
      paper: 0.1,
      min: 0,
      max: 0.9,
    }),
    weightDecay: number({
      title: 'Weight decay',
      help: 'Pull of the weights to zero (not of batch normalisation): added to the loss for sgd and rmsprop, decoupled for adamw.',
      paper: 1e-5,
      min: 0,
      max: 1,
    }),
    ema: number({
      title: 'Weight average',
      help: 'Decay of the moving average of the weights that is evaluated and saved; 0 uses the weights themselves.',
      paper: 0.9999,
      min: 0,
      max: 0.999999,
    }),
    gradientClip: numberOrNull({
      title: 'Gradient clip',
      help: 'Largest global norm of the gradient, none to leave it as it is.',
      paper: null,
      min: 1e-6,
      max: 1e6,
    }),
    momentum: number({
      title: 'Momentum',
      help: 'Momentum of sgd and rmsprop, and the first beta of adamw.',
      paper: 0.9,
      min: 0,
      max: 0.9999,
    }),
    rmspropDecay: number({
      title: 'Squared-gradient decay',
      help: 'Decay of the mean squared gradient in rmsprop, and the second beta of adamw.',
      paper: 0.9,
      min: 0,
      max: 0.99999,
    }),
    epsilon: number({
      title: 'Optimizer epsilon',
      help: 'Keeps rmsprop and adamw from dividing by zero.',
      paper: 1e-3,
      min: 1e-10,
      max: 1,
    }),
    batchNorm,
    earlyStop: section(
      { title: 'Early stop', help: 'Ends a training whose validation accuracy no longer improves.' },
      {
        patience: integerOrNull({
          title: 'Patience',
          help: 'Validations in a row without a better one before the training ends, none to train to the end.',
          paper: null,
          unit: 'validations',
          min: 1,
          max: 100_000,
        }),
      },
    ),
    validateEvery: integer({
      title: 'Validate every',
      help: 'Steps between two looks at the validation images.',
      unit: 'steps',
      min: 1,
      max: 10_000_000,
    }),
    checkpointEvery: integer({
      title: 'Checkpoint every',
      help: 'Steps between two checkpoints: at most this much work is lost when the machine stops.',
      unit: 'steps',
      min: 1,
      max: 10_000_000,
    }),
  },
);
