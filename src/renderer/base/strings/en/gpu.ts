/** English: the GPU that is not used yet. */
export const gpu = {
  gpu: {
    found: '{{gpu}} was found',
    offer:
      'TensorFlow for CUDA is not installed, so the CPU is used. It is a download of {{size}}, takes {{disk}} on disk, and is under NVIDIA’s terms.',
    fetch: 'Download ({{size}})',
    driverOld:
      'Its driver {{driver}} is older than {{least}}, which TensorFlow for CUDA needs, so the CPU is used. Update the NVIDIA driver.',
    fetching: 'TensorFlow for CUDA: {{bytes}} of {{all}}. You can keep working.',
    progress: 'Downloading TensorFlow for CUDA',
  },
} as const;
