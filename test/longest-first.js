import { join } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

const longest = ['chaos/chaos.int.test.ts', 'access/canaries.int.test.ts'].map((path) =>
  join(import.meta.dirname, path),
);

/** The suites that take minutes begin first: one of them at the end would run alone, while the other cores have nothing left. */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => (longest.includes(path) ? longest.indexOf(path) : longest.length);
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
