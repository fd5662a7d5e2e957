import { spawnSync } from 'node:child_process';
import { memoryOf, treePss } from '../src/memory.ts';

const here = { name: 'here', pid: process.pid };
const ended = { name: 'ended', pid: spawnSync(process.execPath, ['--version']).pid };
const isMeasured = treePss(process.pid) !== undefined;

describe('the memory of all processes', () => {
  it('counts those that are there when one has just ended', () => {
    const memory = memoryOf([ended, here]);
    expect(Object.keys(memory?.parts ?? {})).toEqual(isMeasured ? ['here'] : []);
    expect(memory?.total).toBe(memory?.parts['here']);
  });

  it('is not said to be none where nothing can be measured', () => {
    expect(memoryOf([ended])).toBeUndefined();
  });
});
