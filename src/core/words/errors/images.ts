import type { ErrorWords } from './entry';

/** What is wrong with an image file, or with the cache of decoded images. */
export const imageErrors = {
  vanished: { en: 'There is no such file.', ko: '파일이 없습니다.' },
  'file-unreadable': {
    en: 'The file cannot be read ({{reason}}).',
    ko: '파일을 읽을 수 없습니다({{reason}}).',
  },
  'file-permission': {
    en: 'You are not allowed to read the file. Change its permissions.',
    ko: '파일을 읽을 권한이 없습니다. 권한을 바꾸세요.',
  },
  'file-is-folder': { en: 'This is a folder, not an image file.', ko: '이미지 파일이 아니라 폴더입니다.' },
  'file-is-device': {
    en: 'This is a device or a pipe, not an image file.',
    ko: '이미지 파일이 아니라 장치이거나 파이프입니다.',
  },
  'file-link-loop': {
    en: 'The link points back to itself.',
    ko: '링크가 자기 자신을 가리킵니다.',
  },
  'name-too-long': {
    en: 'The file’s name is too long for the file system. Rename it.',
    ko: '파일 이름이 파일 시스템이 허용하는 것보다 깁니다. 이름을 줄이세요.',
  },
  'too-many-open-files': {
    en: 'Too many files are open at once. Try again.',
    ko: '한꺼번에 너무 많은 파일이 열려 있습니다. 다시 시도하세요.',
  },
  'file-disk-error': {
    en: 'The disk reports an error while reading the file. Check the disk and its connection.',
    ko: '파일을 읽는 동안 디스크에서 오류가 났습니다. 디스크와 연결을 확인하세요.',
  },
  'picture-memory': {
    en: 'Decoding the picture takes about {{needed}} of memory, and {{free}} is free. Import it again when there is more, or save it smaller.',
    ko: '이미지를 풀려면 메모리가 약 {{needed}} 필요한데 {{free}}만 비어 있습니다. 메모리를 비우고 다시 가져오거나 이미지를 더 작게 저장하세요.',
  },
  'empty-file': { en: 'The file is empty (0 bytes).', ko: '빈 파일입니다(0바이트).' },
  'image-too-large': {
    en: 'The file is larger than 1 GiB, the limit for an image.',
    ko: '파일이 1GiB보다 큽니다. 이렇게 큰 이미지는 읽지 않습니다.',
  },
  'file-changed': {
    en: 'The file has changed since it was imported. Import its folder again.',
    ko: '가져온 뒤에 파일이 바뀌었습니다. 폴더를 다시 가져오세요.',
  },
  'not-an-image': {
    en: 'The file is not a JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF or HEIC image, whatever its name says.',
    ko: '파일 이름과 달리 JPEG, PNG, WebP, GIF, BMP, TIFF, AVIF, HEIC 이미지가 아닙니다.',
  },
  truncated: {
    en: 'The image file ends before the picture does.',
    ko: '이미지 파일이 중간에서 끊겼습니다.',
  },
  corrupt: {
    en: 'The image file is damaged or encoded in a way that is not supported ({{reason}}).',
    ko: '이미지 파일이 손상되었거나 읽지 못하는 방식으로 저장되었습니다({{reason}}).',
  },
  'heic-undecoded': {
    en: 'The image file is damaged, or cannot be decoded in the available memory.',
    ko: '이미지 파일을 풀기에 메모리가 모자라거나 파일이 손상되었습니다.',
  },
  'unread-coding': {
    en: 'The picture is stored in a way that is not supported ({{reason}}).',
    ko: '읽지 못하는 방식으로 저장된 이미지입니다({{reason}}).',
  },
  'too-many-pixels': {
    en: 'The image says it has {{width}} x {{height}} pixels, {{million}} million; the limit is {{limit}} million. To read it, start with {{setting}}={{million}} in the environment and import again.',
    ko: '이미지의 크기가 {{width}} x {{height}}픽셀({{million}}백만)로 한도인 {{limit}}백만 픽셀을 넘습니다. 읽으려면 환경 변수 {{setting}}={{million}}을(를) 설정해 다시 시작한 뒤 가져오세요.',
  },
  'pixel-limit': {
    en: 'The image has more pixels than the limit of {{limit}} million. To read it, start with a larger {{setting}} in the environment and import again.',
    ko: '이미지의 픽셀 수가 한도인 {{limit}}백만을 넘습니다. 읽으려면 환경 변수 {{setting}}에 더 큰 값을 설정해 다시 시작한 뒤 가져오세요.',
  },
  'pixels-missing': {
    en: 'The pixel cache lacks {{what}} at {{size}} pixels. Start again to fill the cache.',
    ko: '픽셀 캐시에 {{size}}픽셀 크기의 {{what}}이(가) 없습니다. 다시 시작하면 캐시를 채웁니다.',
  },
  'pixels-cut': {
    en: 'The pixel cache ends before row {{row}}. Start again to fill the cache.',
    ko: '픽셀 캐시가 {{row}}번 행 앞에서 끊겼습니다. 다시 시작하면 캐시를 채웁니다.',
  },
  'cache-format': {
    en: '{{file}} is not a pixel cache of this version. Delete its folder; it will be made again from the images.',
    ko: '{{file}}은(는) 이 버전의 픽셀 캐시가 아닙니다. 폴더를 지우면 이미지에서 다시 만듭니다.',
  },
  'cache-busy': {
    en: 'Another process is filling the pixel cache ({{file}}). Wait until it is done.',
    ko: '다른 프로세스가 픽셀 캐시({{file}})를 채우고 있습니다. 끝날 때까지 기다리세요.',
  },
  'not-corrupted': {
    en: 'A test image could not be corrupted ({{reason}}). What was measured before is kept; measure again to continue.',
    ko: '테스트 이미지를 변형하지 못했습니다. ({{reason}}) 그때까지 측정한 값은 남아 있으니 다시 측정하면 이어집니다.',
  },
  'batch-failed': {
    en: 'The batch of step {{step}} could not be prepared ({{reason}}).',
    ko: '{{step}}번째 스텝의 배치를 만들지 못했습니다. ({{reason}})',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;
