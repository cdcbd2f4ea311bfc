import { describe, expect, it } from 'vitest';
import { endedForMemory, freeMemory, residentBytes, wholeMemory } from './free-memory';
import type { MemoryClaim } from './memory-claims';

const gigabyte = 2 ** 30;
const system = (files: Record<string, string>, claims: readonly MemoryClaim[] = []) => ({
  read: (file: string) => files[file] ?? null,
  free: 3 * gigabyte,
  total: 24 * gigabyte,
  claims,
});
const meminfo = { '/proc/meminfo': 'MemTotal:       25165824 kB\nMemAvailable:   20971520 kB\n' };

describe('the free memory', () => {
  it('is what the machine has available, or what the system says without /proc', () => {
    expect(freeMemory(system(meminfo))).toBe(20 * gigabyte);
    expect(freeMemory(system({}))).toBe(3 * gigabyte);
    expect(wholeMemory(system({}))).toBe(24 * gigabyte);
  });

  it('is what a control group leaves, files in the cache counted as free', () => {
    const group = '/sys/fs/cgroup/user.slice/job';
    const files = {
      ...meminfo,
      '/proc/self/cgroup': '0::/user.slice/job\n',
      [`${group}/memory.max`]: `${4 * gigabyte}\n`,
      [`${group}/memory.current`]: `${3 * gigabyte}\n`,
      [`${group}/memory.stat`]: `anon 5\ninactive_file ${gigabyte / 2}\nactive_file ${gigabyte / 2}\n`,
      '/sys/fs/cgroup/user.slice/memory.max': 'max\n',
      '/sys/fs/cgroup/user.slice/memory.current': '7\n',
    };
    expect(freeMemory(system(files))).toBe(2 * gigabyte);
    expect(wholeMemory(system(files))).toBe(4 * gigabyte);
  });

  it('is what a control group leaves before the system slows it down', () => {
    const files = {
      ...meminfo,
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': `${4 * gigabyte}\n`,
      '/sys/fs/cgroup/memory.high': `${3 * gigabyte}\n`,
      '/sys/fs/cgroup/memory.current': `${gigabyte}\n`,
    };
    expect(freeMemory(system(files))).toBe(2 * gigabyte);
  });

  it('is the least of the groups above, of both kinds of hierarchy', () => {
    const legacy = '/sys/fs/cgroup/memory/batch';
    const files = {
      ...meminfo,
      '/proc/self/cgroup': '4:memory:/batch/17\n1:cpu,cpuacct:/other\n0::/\n',
      [`${legacy}/memory.limit_in_bytes`]: `${2 * gigabyte}\n`,
      [`${legacy}/memory.usage_in_bytes`]: `${gigabyte}\n`,
      [`${legacy}/17/memory.limit_in_bytes`]: '9223372036854771712\n',
      [`${legacy}/17/memory.usage_in_bytes`]: `${gigabyte}\n`,
    };
    expect(freeMemory(system(files))).toBe(gigabyte);
    expect(wholeMemory(system(files))).toBe(2 * gigabyte);
  });

  it('is without what other processes have claimed and not taken yet, in their groups and on the machine', () => {
    const group = '/sys/fs/cgroup/job';
    const files = {
      ...meminfo,
      '/proc/self/cgroup': '0::/job\n',
      [`${group}/memory.max`]: `${8 * gigabyte}\n`,
      [`${group}/memory.current`]: `${gigabyte}\n`,
      '/proc/7/cgroup': '0::/job/inner\n',
      '/proc/7/status': 'VmRSS:  1048576 kB\n',
      '/proc/8/cgroup': '0::/other\n',
      '/proc/8/status': 'VmRSS:  1048576 kB\n',
    };
    const claim = (pid: number, gigabytes: number) => ({ pid, bytes: gigabytes * gigabyte });
    expect(freeMemory(system(files, [claim(7, 3)]))).toBe(5 * gigabyte);
    expect(freeMemory(system(files, [claim(8, 3)]))).toBe(7 * gigabyte);
    expect(freeMemory(system(files, [claim(8, 19)]))).toBe(2 * gigabyte);
    expect(freeMemory(system(files, [claim(7, 1), claim(9, 5)]))).toBe(7 * gigabyte);
    expect(freeMemory(system(files, [claim(7, 30)]))).toBe(0);
  });

  it('is none in a group that is over its limit', () => {
    const files = {
      ...meminfo,
      '/proc/self/cgroup': '0::/\n',
      '/sys/fs/cgroup/memory.max': '1000\n',
      '/sys/fs/cgroup/memory.current': '1200\n',
    };
    expect(freeMemory(system(files))).toBe(0);
  });
});

describe('this process', () => {
  it.runIf(process.platform === 'linux')('is seen, and what the system ended is counted', () => {
    expect(freeMemory()).toBeGreaterThan(0);
    expect(residentBytes('self')).toBeGreaterThan(10 * 2 ** 20);
    expect(residentBytes(999_999_999)).toBeNull();
    expect(endedForMemory()).toBeGreaterThanOrEqual(0);
  });
});
