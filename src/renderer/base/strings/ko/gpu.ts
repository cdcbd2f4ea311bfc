import type { gpu as english } from '../en/gpu';
import type { Words } from '../words';

/** Korean: the GPU that is not used yet. */
export const gpu = {
  gpu: {
    found: '{{gpu}}을(를) 찾았습니다',
    offer:
      'CUDA용 TensorFlow가 설치되지 않아 CPU로 계산합니다. 받을 양은 {{size}}, 디스크에서는 {{disk}}이며 NVIDIA의 이용 약관을 따릅니다.',
    fetch: '받기 ({{size}})',
    driverOld:
      '드라이버 {{driver}}이(가) CUDA용 TensorFlow에 필요한 {{least}}보다 오래되어 CPU로 계산합니다. NVIDIA 드라이버를 업데이트하세요.',
    fetching: 'CUDA용 TensorFlow: {{all}} 중 {{bytes}}. 계속 작업할 수 있습니다.',
    progress: 'CUDA용 TensorFlow 받기',
  },
} as const satisfies Words<typeof english>;
