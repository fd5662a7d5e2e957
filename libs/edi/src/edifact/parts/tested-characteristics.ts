import type { TestedCharacteristic, TestStatistic } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { type Loop, optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { numberText } from './items.ts';
import { addText, codedText, textsOf } from './texts.ts';

/*
 * What QALITY says about one characteristic:
 *
 *   CCI  C240 its code or short name in 7037, a longer one in 7036 behind ZZZ
 *   FTX  ZZZ with our code VER: CONFORMING, NONCONFORMING; AAI remark
 *   MEA  SV limits: 6314 target, 6162 and 6152 minimum and maximum; MV a measured value in 6314; 6411 unit, ZZ for none
 *   STA  1 average, 7 capability (Cpk), 9 standard deviation; our codes MIN, MAX, RNG
 *   TEM  C244 norm or procedure: 4415, a longer one in 4416
 */
/** DE 7037 and 4415: an..17; DE 7036: an..35, twice. */
const shortest = 17;
const nameWidth = 35;
const unnamed = 'ZZZ';
/** Recommendation 20: mutually defined. */
const noUnit = 'ZZ';
/** DE 6311. The first is written, all are read. */
const limitCodes = ['SV', 'TL'];
const valueCodes = ['MV', 'TR', 'AAE'];

const codeOfStatistic: Readonly<Record<TestStatistic, string>> = {
  average: '1',
  minimum: 'MIN',
  maximum: 'MAX',
  range: 'RNG',
  'standard-deviation': '9',
  capability: '7',
};
const verdicts = { conforming: 'CONFORMING', nonconforming: 'NONCONFORMING' } as const;

export const readCharacteristic = ({ problems }: Reading, group: Loop): TestedCharacteristic => {
  const cci = group.segments[0] as Segment;
  const texts = textsOf(group);
  const opening = (id: string): Segment[] => loopsOf(group, id).map(({ segments: [first] }) => first as Segment);
  const [meas, stas, tem] = [opening('MEA'), opening('STA'), opening('TEM')[0]];
  const name = nameOf(cci) || (meas[0]?.at(2, 1) ?? '');
  if (name === '') problems.at('CHARACTERISTIC_NOT_NAMED', cci, { element: 3 });
  const specified = meas.find((mea) => limitCodes.includes(mea.at(1, 1)));
  const values = meas.filter((mea) => valueCodes.includes(mea.at(1, 1)) && mea.at(3, 2) !== '');
  const units = [...meas.map((mea) => mea.at(3, 1)), ...stas.map((sta) => sta.at(2, 2))];
  const statistics = stas.flatMap((sta) => readStatistic(sta) ?? []);
  for (const sta of stas.filter((one) => !readStatistic(one))) problems.at('SEGMENT_NOT_READ', sta);
  const verdict = codedText(texts, 'VER')?.text;
  const remark = texts.filter(({ code, text }) => code === '' && text !== '').map(({ text }) => text);
  return {
    name,
    ...optional('method', tem?.at(1, 1) || tem?.at(1, 4)),
    ...optional('limits', specified && readLimits(specified)),
    ...optional(
      'unit',
      units.find((unit) => unit !== '' && unit !== noUnit),
    ),
    measurements: values.map((mea) => numberText(mea.at(3, 2))),
    ...optional('statistics', statistics.length > 0 ? statistics : undefined),
    ...optional(
      'verdict',
      (['conforming', 'nonconforming'] as const).find((word) => verdicts[word] === verdict),
    ),
    ...optional('remark', remark.join(' ')),
  };
};

const nameOf = (cci: Segment): string => {
  const words = joinPieces([cci.at(3, 4), cci.at(3, 5)].filter(Boolean), nameWidth);
  const code = cci.at(3, 1);
  return (code === unnamed ? words : code || words) || cci.at(2, 4) || cci.at(2, 1);
};

const readLimits = (mea: Segment): TestedCharacteristic['limits'] => {
  const [target, minimum, maximum] = [2, 3, 4].map((component) => mea.at(3, component));
  const limits = {
    ...optional('target', target && numberText(target)),
    ...optional('minimum', minimum && numberText(minimum)),
    ...optional('maximum', maximum && numberText(maximum)),
  };
  return Object.keys(limits).length > 0 ? limits : undefined;
};

const readStatistic = (sta: Segment): { kind: TestStatistic; value: string } | undefined => {
  const kinds = Object.entries(codeOfStatistic) as [TestStatistic, string][];
  const kind = kinds.find(([, code]) => code === sta.at(1, 1))?.[0];
  return kind && sta.at(2, 1) !== '' ? { kind, value: numberText(sta.at(2, 1)) } : undefined;
};

export const writeCharacteristic = (out: Sink, characteristic: TestedCharacteristic): void => {
  const { name, method, limits, measurements, statistics = [], verdict, remark } = characteristic;
  const unit = characteristic.unit ?? noUnit;
  const isShort = [...name].length <= shortest && name !== unnamed;
  out.add('CCI', '', '', isShort ? name : [unnamed, '', '', ...piecesOf(name, nameWidth)]);
  if (verdict) addText(out, 'ZZZ', verdicts[verdict], 'VER');
  if (remark !== undefined) addText(out, 'AAI', remark);
  // Where no figure says the unit, a specification without figures does.
  const isUnsaid = characteristic.unit !== undefined && measurements.length + statistics.length === 0;
  if (limits || isUnsaid) {
    out.add('MEA', limitCodes[0], '', [unit, limits?.target, limits?.minimum, limits?.maximum]);
  }
  for (const value of measurements) out.add('MEA', valueCodes[0], '', [unit, value]);
  for (const { kind, value } of statistics) out.add('STA', codeOfStatistic[kind], [value, unit]);
  if (method !== undefined) out.add('TEM', [...method].length <= shortest ? method : ['', '', '', method]);
};
