import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { checkShape } from './check-shape.ts';
import { MapProblems } from './map-problem.ts';

const seed = 20261124;

const schema = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../docs/maps/partner-map.schema.json'), 'utf8'),
) as object;
const follows = new Ajv2020({ strict: false }).compile(schema);

const hasTheForm = (map: unknown): boolean => {
  const problems = new MapProblems();
  return checkShape(map, problems) !== null && problems.list.length === 0;
};

const values: Readonly<Record<string, readonly unknown[]>> = {
  path: ['orderNumber', '', 7],
  at: ['BEG03', '', null],
  direction: ['in', 'out', 'both'],
  codes: [{ A: 'B' }, {}, { A: 1 }, ['A']],
  default: ['X', ''],
  fixed: ['X', 0],
  when: [{ path: 'currency', is: 'USD' }, { at: 'BEG02' }, {}, { path: 'currency', at: 'BEG02' }, { of: 'x' }],
  apply: [
    ['trim'],
    [{ substring: [1, 2] }, { pad: { width: 8, with: '0' } }, { strip: '0' }],
    [{ date: 'DD.MM.YYYY' }],
    [{ scale: 2 }, { prefix: 'A-' }],
    [],
    [{ substring: [0, 2] }],
    [{ pad: { width: 8 } }],
    [{ date: 'DDMM' }],
    [{ date: 'YYMMDD' }],
    [{ date: 'YYYYMMDDMM' }],
    [{ date: 'YY.YY.MM.DD' }],
    [{ date: 'YYYYYYMMDD' }],
    [{ scale: 10 }],
    [{ upper: true }],
    ['upper'],
    [{ strip: '0', scale: 1 }],
  ],
  concat: [['REF03'], [], 'REF03'],
  omit: [true, false],
  note: ['why', ''],
  strange: [1],
};

/** Fields of a rule, each with a value that is right or one that is not. */
const rules = fc.record(
  Object.fromEntries(Object.entries(values).map(([name, some]) => [name, fc.constantFrom(...some)])),
  { requiredKeys: [] },
);

/** Mostly right: wrong values one at a time say most about each check. */
const nearlyRight = fc
  .tuple(fc.subarray(Object.keys(values).filter((name) => name !== 'strange')), rules, fc.boolean())
  .map(([names, spoilt, isSpoilt]) => ({
    ...Object.fromEntries(names.map((name) => [name, values[name]?.[0]])),
    ...(isSpoilt && Object.fromEntries(Object.entries(spoilt).slice(0, 1))),
  }));

describe(`the published schema and the check say the same of a map's form (seed ${seed})`, () => {
  it.each([
    ['any fields', rules, 0],
    ['nearly right ones', nearlyRight, 10],
  ])('of %s', (_what, rule, least) => {
    let right = 0;
    fc.assert(
      fc.property(rule, (one) => {
        const map = { message: '850', version: '004010', rules: [one] };
        if (follows(map)) right++;
        expect([map, hasTheForm(map)]).toEqual([map, follows(map)]);
      }),
      { seed, numRuns: 1500 },
    );
    expect(right).toBeGreaterThanOrEqual(least);
  });

  it.each([
    [{ message: '850', version: '004010', rules: [] }],
    [{ message: '', version: '004010', rules: [] }],
    [{ message: '850', version: '004010', rules: {} }],
    [{ message: '850', version: '004010', rules: [], more: 1 }],
    [{ message: '850', version: '004010', rules: [null] }],
    [[]],
  ])('of the whole: %#', (map) => {
    expect(hasTheForm(map)).toBe(follows(map));
  });
});
