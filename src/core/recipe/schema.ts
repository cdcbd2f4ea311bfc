import { z } from 'zod';
import { methodNames, methodsHelp } from '../methods';
import { archNames } from '../network/arch';
import { modelProblems } from './consistency';
import { choice, choiceSince, integer, number, section, text, threeNumbers, yesNo } from './fields';
import { selectionSchema } from './schema-selection';
import { trainingSchema } from './schema-training';

const model = (title: string, help: string) =>
  section(
    { title, help },
    {
      arch: choice(archNames, {
        essential: true,
        title: 'Model',
        help: 'small … small-2 are for 28 to 64 pixel images on a CPU, b0 … b7 and l2 are EfficientNets, lite0 … lite4 EfficientNet-Lite (no squeeze-excite, ReLU6), v2-b0 … v2-m EfficientNetV2.',
        paper: 'l2',
      }),
      dropout: number({
        title: 'Dropout',
        help: 'Share of the features dropped before the classifier while training (model noise).',
        paper: 0.5,
        min: 0,
        max: 0.95,
      }),
      survival: number({
        title: 'Survival of the last block',
        help: 'Stochastic depth: the last block is kept with this probability, earlier ones with linearly more (model noise).',
        paper: 0.8,
        min: 0.05,
        max: 1,
      }),
    },
  );

/** `flipIsEssential`: a person decides about mirroring for the students, and the teacher's follows from a preset. */
const inputNoise = (title: string, help: string, flipIsEssential = false) =>
  section(
    { title, help },
    {
      randAugment: section(
        { title: 'RandAugment', help: 'Random image operations drawn with replacement (input noise).' },
        {
          ops: integer({
            essential: true,
            title: 'Operations',
            help: 'How many operations are applied to each image, 0 for none.',
            paper: 2,
            min: 0,
            max: 16,
          }),
          magnitude: number({
            essential: true,
            title: 'Magnitude',
            help: 'Strength in tenths of each operation’s full range, not cut off at 10; by size none for B0 and B1, 6 B2, 12 B3, 15 B4, 18 B5, 24 B6, 27 B7 and L2, 5 for 32x32 images.',
            paper: 27,
            min: 0,
            max: 30,
          }),
          set: choice(['released', 'increasing'], {
            title: 'Operation set',
            help: 'released is the authors’ code but for Contrast, which is Pillow’s: lengths in pixels (below 224 in eighths of the side), Posterize and Solarize weaken as magnitude grows and a low one blackens images; increasing is for magnitudes up to 10: every operation grows, lengths are shares of the side. It is not timm’s inc1, which skips half of the operations and has no Cutout.',
            paper: 'released',
          }),
        },
      ),
      flip: yesNo({
        essential: flipIsEssential,
        title: 'Mirror',
        help: 'Mirrors every second image left to right; switch off where left and right differ, as in text.',
        paper: true,
      }),
      crop: number({
        title: 'Crop',
        help: 'Shifts the image by up to this share of its side in each direction, 0 for none.',
        unit: 'share of the side',
        min: 0,
        max: 0.5,
      }),
      cutout: number({
        title: 'Cutout',
        help: 'Side of one grey square laid over every image, beside the one RandAugment may draw; 0 for none.',
        unit: 'share of the side',
        paper: 0,
        min: 0,
        max: 1,
      }),
    },
  );

const shape = section(
  { title: 'Recipe', help: 'All settings of an experiment.' },
  {
    name: text({ essential: true, title: 'Name', help: 'What this recipe is called in lists and reports.' }),
    method: choiceSince(methodNames, 'noisy-student', {
      title: 'Method',
      help: methodsHelp('en'),
      paper: 'noisy-student',
    }),
    imageSize: integer({
      essential: true,
      title: 'Image size',
      help: 'Images are resized to squares of this side; the paper trains L2 at 475 and fixes it at 800, which no single machine holds (paper-imagenet keeps 142 TB a step; workstation is for one GPU).',
      paper: 475,
      unit: 'pixels',
      min: 8,
      max: 1024,
    }),
    mean: threeNumbers({
      title: 'Mean',
      help: 'Subtracted from red, green and blue (as shares of 255).',
      paper: [0.485, 0.456, 0.406],
      min: 0,
      max: 1,
    }),
    std: threeNumbers({
      title: 'Deviation',
      help: 'Red, green and blue are divided by this (as shares of 255).',
      paper: [0.229, 0.224, 0.225],
      min: 0.001,
      max: 1,
    }),
    validationShare: number({
      essential: true,
      title: 'Validation share',
      help: 'Share of the labelled images held out of training, for early stopping and for the out-of-domain limit.',
      min: 0,
      max: 0.9,
    }),
    teacher: model('Teacher', 'The first model, trained on labelled images only.'),
    students: z.array(model('Student', 'The model of one iteration; the last entry repeats.')).min(1).max(20),
    iterations: integer({
      essential: true,
      title: 'Iterations',
      help: 'How often a student is trained and becomes the next teacher; the paper found three best.',
      paper: 3,
      min: 0,
      max: 20,
    }),
    initialise: choice(['scratch', 'teacher'], {
      title: 'Student starts from',
      help: 'scratch draws new weights, sometimes better but longer; teacher copies the teacher’s, for equal models only.',
      paper: 'scratch',
    }),
    promote: choice(['best', 'newest'], {
      title: 'Next teacher',
      help: 'best lets a student take the teacher’s place unless it is worse on validation by more than the standard error of the difference; newest always does, as in the paper.',
      paper: 'newest',
    }),
    distillation: yesNo({
      title: 'Allow a smaller student',
      help: 'Noisy Student needs a student at least as large as its teacher; this allows knowledge distillation instead.',
      paper: false,
    }),
    targets: choice(['soft', 'hard'], {
      title: 'Pseudo-label targets',
      help: 'soft keeps the teacher’s distribution (better, most on out-of-domain images), hard takes its best class.',
      paper: 'soft',
    }),
    targetTemperature: number({
      title: 'Target temperature',
      help: 'Soft targets are raised to 1/T and normalised: below 1 sharper, above 1 flatter.',
      paper: 1,
      min: 0.05,
      max: 20,
    }),
    noise: section(
      {
        title: 'Input noise',
        help: 'What is done to images in training; labelling always sees clean images.',
      },
      {
        teacher: inputNoise('Teacher’s input noise', 'For the first teacher’s training.'),
        student: inputNoise(
          'Student’s input noise',
          'For every student’s training: the noise that makes it better.',
          true,
        ),
      },
    ),
    selection: selectionSchema,
    training: trainingSchema,
    resolutionFix: section(
      {
        title: 'Train-test resolution fix',
        help: 'A last short training on larger, unaugmented labelled images with the shallow layers fixed.',
      },
      {
        enabled: yesNo({
          essential: true,
          title: 'Enabled',
          help: 'Runs the fix after each training. The exponential schedule goes on where it ended (1.2 % of the peak in the paper); after cosine and onecycle, which end at zero, the rate is 1.2 % of the peak.',
          paper: true,
        }),
        size: integer({
          title: 'Larger size',
          help: 'Side of the larger images; later inference uses it too.',
          paper: 800,
          unit: 'pixels',
          min: 8,
          max: 2048,
        }),
        epochs: number({
          title: 'Length',
          help: 'Epochs over the labelled images.',
          paper: 1.5,
          unit: 'epochs',
          min: 0.01,
          max: 1000,
        }),
      },
    ),
    inferenceBatch: integer({
      title: 'Inference batch',
      help: 'Images in one step of labelling and evaluation, at most: fewer where memory holds no more.',
      unit: 'images',
      min: 1,
      max: 65_536,
    }),
  },
);

/** The settings without the rules between them; `describeRecipe` walks it. */
export const recipeShape = shape;

/** A whole recipe. Rules between settings (model sizes, resolution) are checked after every single one is valid. */
export const recipeSchema = shape.superRefine((recipe, context) => {
  for (const problem of modelProblems(recipe)) {
    context.addIssue({ code: 'custom', path: problem.path, message: problem.message });
  }
});

export type Recipe = z.infer<typeof shape>;
export type ModelSettings = Recipe['teacher'];
export type InputNoise = Recipe['noise']['student'];
export type TrainingSettings = Recipe['training'];
export type SelectionSettings = Recipe['selection'];
export type TrainingLength = TrainingSettings['teacherLength'];
