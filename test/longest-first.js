import { join } from 'node:path';
import TestSequencer from '@jest/test-sequencer';

const suite = (path) => join(import.meta.dirname, path);
const first = suite('chaos/chaos.int.test.ts');
const last = suite('access/canaries.int.test.ts');

/**
 * The suite that takes minutes begins first: at the end it would run alone, while the other cores have nothing left. The
 * one that asks a whole platform thousands of questions comes last: it keeps every core busy by itself, and beside the
 * first one both would starve.
 */
export default class LongestFirst extends TestSequencer {
  sort(tests) {
    const rank = ({ path }) => (path === first ? 0 : path === last ? 2 : 1);
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
