/** English: the GPU that is not used yet. */
export const gpu = {
  gpu: {
    found: '{{gpu}} was found',
    offer:
      'TensorFlow for CUDA is not installed, so the processor computes. It takes {{size}} to fetch and {{disk}} on the disk, and comes under NVIDIA’s terms.',
    fetch: 'Fetch ({{size}})',
    driverOld:
      'Its driver {{driver}} is older than {{least}}, which TensorFlow for CUDA needs, so the processor computes. Update the NVIDIA driver.',
    fetching: 'TensorFlow for CUDA: {{bytes}} of {{all}}. You can go on working.',
    progress: 'Fetching TensorFlow for CUDA',
  },
} as const;
