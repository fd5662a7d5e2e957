import { decimalText } from '../../amounts.ts';
import type { TestedCharacteristic, TestStatistic } from '../../canonical/documents.ts';
import { type Loop, loopsOf, segmentOf } from '../match-structure.ts';
import { optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addDetails, detailsOf } from './details.ts';
import { keywordOf } from './headers.ts';
import { canonicalUnit, x12Unit } from './units.ts';

/** DE 737: test, batch, lot, order and regulatory limits, specifications. The first is written, all are read. */
const limitCodes = ['TS', 'BT', 'LT', 'OL', 'RG', 'SE', 'PS'];
const testResult = 'TR';

/** DE 950. The first of a kind is written, all are read. */
const codesOfStatistic: Readonly<Record<TestStatistic, readonly string[]>> = {
  average: ['30', '11', '31'],
  minimum: ['32'],
  maximum: ['33'],
  range: ['22'],
  'standard-deviation': ['23'],
  capability: ['18'],
};
const statisticOfCode = new Map(
  Object.entries(codesOfStatistic).flatMap(([kind, codes]) =>
    codes.map((code) => [code, kind as TestStatistic] as const),
  ),
);

/** DE 355 ZZ, mutually defined: a figure without unit, such as a pH. Limits demand a unit. */
const noUnit = 'ZZ';
const verdicts = ['conforming', 'nonconforming'] as const;

/** A CID loop. */
export const readCharacteristic = (reading: Reading, loop: Loop): TestedCharacteristic => {
  const cid = loop.segments[0] as Segment;
  const tmd = opening(loop, 'TMD')[0];
  const meas = opening(loop, 'MEA');
  const verdict = keywordOf(loop, 'VERDICT')?.toLowerCase();
  const name = [5, 4, 2, 1].map((n) => cid.at(n)).find(Boolean);
  if (name === undefined) reading.problems.at('REFERENCE_NOT_STATED', cid, { element: 5, expected: 'CID' });
  return {
    name: name ?? 'CID',
    ...optional('method', tmd?.at(6) || tmd?.at(3)),
    ...optional('limits', limitsOf(meas)),
    ...optional('unit', unitOf(loop, meas)),
    measurements: meas.flatMap((mea) => (isLimit(mea) || mea.at(3) === '' ? [] : [decimalText(mea.at(3))])),
    ...optional('statistics', statisticsOf(reading, loop)),
    ...optional(
      'verdict',
      verdicts.find((v) => v === verdict),
    ),
    ...optional('remark', detailsOf(loop)),
  };
};

const opening = (loop: Loop, id: string): Segment[] =>
  loopsOf(loop, id).map(({ segments: [first] }) => first as Segment);

const isLimit = (mea: Segment): boolean => limitCodes.includes(mea.at(1));

/** Of their own MEA, or beside a measurement. */
const limitsOf = (meas: readonly Segment[]): TestedCharacteristic['limits'] => {
  const range = meas.find((mea) => isLimit(mea)) ?? meas.find((mea) => mea.at(5) !== '' || mea.at(6) !== '');
  if (!range) return undefined;
  const figure = (n: number): string | undefined => (range.at(n) === '' ? undefined : decimalText(range.at(n)));
  return {
    ...optional('target', isLimit(range) ? figure(3) : undefined),
    ...optional('minimum', figure(5)),
    ...optional('maximum', figure(6)),
  };
};

const unitOf = (loop: Loop, meas: readonly Segment[]): string | undefined => {
  const codes = [segmentOf(loop, 'UIT')?.component(1, 1), ...meas.map((mea) => mea.component(4, 1))];
  const code = [...codes, ...opening(loop, 'STA').map((sta) => sta.component(3, 1))].find(Boolean);
  return code === undefined || code === noUnit ? undefined : canonicalUnit(code);
};

const statisticsOf = (reading: Reading, loop: Loop): TestedCharacteristic['statistics'] => {
  const statistics = opening(loop, 'STA').flatMap((sta) => {
    const kind = statisticOfCode.get(sta.at(1));
    if (!kind) reading.problems.at('QUANTITY_NOT_READ', sta, { element: 1 });
    return kind ? [{ kind, value: decimalText(sta.at(2)) }] : [];
  });
  return statistics.length > 0 ? statistics : undefined;
};

export const writeCharacteristic = (out: Sink, characteristic: TestedCharacteristic): void => {
  const { name, method, limits, measurements, statistics = [], verdict, remark } = characteristic;
  const unit = characteristic.unit === undefined ? undefined : x12Unit(characteristic.unit);
  out.add('CID', '', '', '', '', name);
  if (unit !== undefined) out.add('UIT', unit);
  if (verdict !== undefined) out.add('REF', 'ZZ', 'VERDICT', verdict.toUpperCase());
  addDetails(out, remark);
  if (limits) {
    const { target, minimum, maximum } = limits;
    out.add('MEA', limitCodes[0], '', target, unit ?? noUnit, minimum, maximum);
  }
  for (const value of measurements) out.add('MEA', testResult, '', value, unit);
  for (const { kind, value } of statistics) out.add('STA', codesOfStatistic[kind][0], value, unit);
  if (method !== undefined) out.add('TMD', '', '', '', '', '', method);
};
