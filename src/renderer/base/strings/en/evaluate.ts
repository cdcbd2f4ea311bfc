import { metricWords } from '../../../../core/metrics';
/** English: the evaluate screen. */
export const evaluate = {
  images: {
    previous: 'Previous image',
    next: 'Next image',
    enlarge: 'Enlarge the image',
    unreadable: 'The file is not found or cannot be read.',
    large: {
      title: 'Large view',
      place: '{{n}} of {{all}}',
      close: 'Back to all images',
    },
  },
  evaluate: {
    emptyTitle: 'No trained model yet',
    emptyHelp:
      'When the first teacher is trained, its accuracy, its mistakes and the labels that it doubts are here.',
    experiment: 'Experiment',
    split: 'Images to measure on',
    models: 'Models',
    model: 'Model',
    against: 'Compare with',
    chooseModel: 'Choose a model',
    ahead: 'Ahead of {{model}}',
    measure: 'Measure',
    again: 'Measure again',
    measuring: 'Measuring …',
    measuringHelp: 'The measurement runs; its progress is in the footer.',
    images: 'Images',
    metrics: metricWords('en', 'title'),
    metricColumns: metricWords('en', 'short'),
    metricHelp: metricWords('en', 'help'),
    mce: 'Largest gap',
    meanConfidence: 'Mean confidence',
    confidence: 'Confidence',
    tabs: {
      classes: 'Classes',
      confusion: 'Confusion',
      calibration: 'Calibration',
      mistakes: 'Mistakes',
      labels: 'Suspicious labels',
    },
    noImages: 'No images in the split {{split}}',
    noImagesHelp: {
      test: 'A test split tells how good a model is on images that it never saw. Draw one from your labelled images, or import a folder of labelled images as Test in Data.',
      validation:
        'Validation images are held out of the training to watch it. Draw some from your labelled images, or import a folder as Validation in Data.',
      'labelled-train': 'Add a folder of labelled images in Data, with a subfolder for each class.',
    },
    seen: {
      unknown:
        'It is not known whether this model had seen some of these images: its inputs are gone, or an older version measured it.',
      included:
        'It was trained on {{n}} of these images: they show doubtful labels, not how good the model is.',
      trained:
        '{{n}} images of {{split}} are left out: it, or a model that it learnt from, was trained on them.',
      validated:
        '{{n}} images of {{split}} are left out: they were validation images, by which weights were chosen.',
      common: 'The two were not measured on the same images: the difference counts the {{n}} of both.',
    },
    goToData: 'Go to Data',
    notMeasured: '{{model}} was not measured on {{split}}',
    notMeasuredHelp: 'Measuring shows every image of the split to the model once, without noise.',
    changed_one:
      '{{count}} image has another label or split now than when this was measured. Measure again to count it in.',
    changed_other:
      '{{count}} images have another label or split now than when this was measured. Measure again to count them in.',
    gainHelp:
      'Share of each class’s images that was found (recall): {{model}} against {{base}}, the greatest gain first.',
    recallHelp: 'Share of each class’s images that was found (recall).',
    baseNotMeasured:
      'Recall by class. {{model}} was not measured on this split, so there is nothing to hold it against.',
    matrix: 'Confusion matrix: a row for each label, a column for each predicted class',
    matrixHelp: 'Rows are labels, columns what the model said. A click on a cell opens its images.',
    shownClasses: 'Classes that are shown',
    mostConfused: '{{n}} most confused',
    allClasses: 'All {{n}} classes',
    readout: '{{n}} images labelled {{label}} were taken for {{said}}: {{share}} of {{label}}.',
    readoutRight: '{{n}} images labelled {{label}} were found: {{share}} of them.',
    topConfusions: 'Top confusions',
    takenFor: 'taken for',
    backToList: 'Back to the top confusions',
    cell: '{{label}} taken for {{said}}',
    cellRight: '{{label}} found',
    noneInCell: 'No images in this cell.',
    tile: '{{said}} with {{confidence}}, label {{label}}',
    labelIs: 'label {{label}}',
    noMistakes: 'No mistakes on this split',
    mistakesHelp:
      '{{wrong}} of {{images}} images were taken for another class; those of which the model was surest come first.',
    firstOnly: 'The first {{n}} are shown.',
    diagram: 'Reliability diagram: accuracy by confidence',
    bin: '{{from}} to {{to}}: {{n}} images ({{share}}), confidence {{confidence}}, accuracy {{accuracy}}',
    verdict: {
      fair: 'Confidence and accuracy agree well.',
      over: 'The model is more confident than it is right: a threshold on confidence keeps more mistakes than its number says.',
      under:
        'The model is less confident than it is right: a threshold on confidence drops more right images than it needs to.',
    },
    calibrationHelp:
      'The blue edge of a bar is the accuracy of the images with that confidence, the dashed line where it should be; orange is the gap. Below: how many images there are.',
    labels: {
      title: 'Labels that the model doubts',
      look: 'Look for suspicious labels',
      help: 'Labels against which the model speaks with confidence (confident learning). It has been trained on the labelled images and may have learnt wrong labels by heart: those it does not show. Validation images it has never learnt from. Keys: A the label is right, C take the model’s class, a class’s key gives that class.',
      found_one: '{{n}} suspicious label',
      found_other: '{{n}} suspicious labels',
      hideSettled: 'Hide settled',
      measureToo: 'Look at {{split}} too',
      allSettled: 'All of them are settled',
      none: 'No suspicious labels',
      noneHelp: 'The model agrees with every label, or is not sure enough to doubt it.',
      right: 'Label is right',
      change: 'Change to {{name}}',
      other: 'Another class',
      label: 'Label: {{name}} (model gives it {{share}})',
      model: 'Model: {{name}} ({{share}})',
      now: 'Now {{name}}',
      kept: 'Label is right',
      back: 'Change back',
    },
  },
} as const;
