import type { ErrorWords } from './entry';

/** Why TensorFlow for CUDA cannot be fetched or used. */
export const runtimeErrors = {
  'runtime-no-build': {
    en: 'There is no TensorFlow for CUDA for {{platform}}: it is published only for Linux on x64.',
    ko: '{{platform}}용 CUDA TensorFlow는 없습니다. x64 리눅스용만 배포됩니다.',
  },
  'runtime-own': {
    en: {
      cli: 'This installation does not use the TensorFlow that the set-up downloads, so a CUDA build cannot replace it. Run "npm run setup -- --runtime cpu" first.',
      window:
        'This installation does not use the TensorFlow that the set-up downloads, so a CUDA build cannot replace it. Run the set-up for the CPU first.',
    },
    ko: '설치된 TensorFlow가 설치 스크립트가 받은 것이 아니어서 CUDA용으로 바꿀 수 없습니다. 먼저 CPU용으로 설치하세요.',
  },
  'runtime-clone': {
    en: {
      cli: 'This clone already has TensorFlow for CUDA. "npm run setup -- --runtime cpu" installs the one for the CPU.',
      window: 'This clone already has TensorFlow for CUDA. Run the set-up for the CPU to change that.',
    },
    ko: '이 클론에는 CUDA용 TensorFlow가 들어 있습니다. 바꾸려면 CPU용으로 설치하세요.',
  },
  'runtime-no-driver': {
    en: {
      cli: 'No NVIDIA driver answers ("nvidia-smi" does not run here), so TensorFlow for CUDA would find no GPU. Install a driver {{least}} or newer, or add --anyway to download it for later.',
      window:
        'No NVIDIA driver answers ("nvidia-smi" does not run here), so TensorFlow for CUDA would find no GPU. Install a driver {{least}} or newer.',
    },
    ko: 'NVIDIA 드라이버가 응답하지 않아("nvidia-smi"가 실행되지 않음) CUDA용 TensorFlow가 GPU를 찾을 수 없습니다. {{least}} 이상의 드라이버를 설치하세요.',
  },
  'runtime-driver-old': {
    en: {
      cli: 'The driver {{driver}} of {{gpu}} is older than {{least}}, which TensorFlow for CUDA 12 needs. Update the NVIDIA driver first, or add --anyway to download it for later.',
      window:
        'The driver {{driver}} of {{gpu}} is older than {{least}}, which TensorFlow for CUDA 12 needs. Update the NVIDIA driver first.',
    },
    ko: '{{gpu}}의 드라이버 {{driver}}이(가) CUDA 12용 TensorFlow에 필요한 {{least}}보다 오래되었습니다. 먼저 NVIDIA 드라이버를 업데이트하세요.',
  },
  'runtime-disk': {
    en: 'TensorFlow for CUDA needs {{needed}} in {{folder}}, but only {{free}} is free there. Free some space, or set XDG_CACHE_HOME to another place.',
    ko: 'CUDA용 TensorFlow에는 {{folder}} 폴더에 {{needed}}이(가) 필요한데 {{free}}만 비어 있습니다. 공간을 비우거나 XDG_CACHE_HOME에 다른 위치를 정하세요.',
  },
  'runtime-fetch': {
    en: {
      cli: '{{file}} could not be downloaded: {{reason}}. What was downloaded is kept; run the command again to continue. Without a network or Python: put the files that "noisy-studio setup --check" names into a folder and add --from FOLDER.',
      window:
        '{{file}} could not be downloaded: {{reason}}. What was downloaded is kept; download again to continue. This needs a network and Python 3 with pip; the command line also accepts files from a folder.',
    },
    ko: '{{file}} 파일을 받지 못했습니다({{reason}}). 받은 것은 남아 있으니 다시 받으면 이어집니다. 네트워크와 Python 3의 pip가 필요하며, 명령줄에서는 폴더의 파일도 쓸 수 있습니다.',
  },
  'runtime-busy': {
    en: 'Another window or command is already installing TensorFlow for CUDA. Wait until it has finished.',
    ko: '다른 창이나 명령이 이미 CUDA용 TensorFlow를 설치하고 있습니다. 끝날 때까지 기다리세요.',
  },
  'runtime-fails': {
    en: '{{reason}} TensorFlow for CUDA was downloaded but does not work here, so it is not used.',
    ko: '{{reason}} CUDA용 TensorFlow를 받았지만 여기서 작동하지 않아 선택하지 않았습니다.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
