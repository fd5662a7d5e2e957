import type { GoodsItem, InstructedContainer } from '../../canonical/documents.ts';
import { loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, optional, type Reading, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addReference, orderCodes, referenceOf } from './headers.ts';
import { numberText } from './items.ts';
import { addText, plainTexts, textsOf } from './texts.ts';

type Measure = NonNullable<GoodsItem['volume']>;

/** MEA C502 6313. The first is written, all are read. */
const weightCodes = ['G', 'AAB', 'AAD', 'WT'];
const volumeCodes = ['AAW', 'ABJ', 'AAX'];
/** PCI C210: ten lines of 7102. */
const marksPerSegment = 10;

export const readGoods = (reading: Reading, group: Loop, index: number): GoodsItem => {
  const gid = group.segments[0] as Segment;
  const marks = loopsOf(group, 'PCI').flatMap(({ segments: [pci] }) =>
    Array.from({ length: marksPerSegment }, (_, i) => pci?.at(2, i + 1) ?? '').filter(Boolean),
  );
  const stowed = loopsOf(group, 'SGP').flatMap(({ segments: [sgp] }) =>
    sgp && sgp.at(1, 1) !== '' ? [{ container: sgp.at(1, 1), ...optional('packages', countOf(sgp.at(2, 1))) }] : [],
  );
  const description = plainTexts(textsOf(group), ['AAA', 'AAI', 'ZZZ']).join(' ');
  const packages = countOf(gid.at(2, 1));
  if (packages === undefined) reading.problems.at('QUANTITY_NOT_STATED', gid, { element: 2 });
  return {
    item: gid.at(1, 1) || String(index + 1),
    ...optional('packages', packages === undefined ? undefined : { count: packages, type: gid.at(2, 2) || 'PK' }),
    ...optional('description', description || gid.at(2, 5)),
    ...optional('orderNumber', referenceOf(group, orderCodes)),
    ...optional('hsCode', hsCodeOf(group)),
    ...optional('grossWeight', measureOf(group, weightCodes)),
    ...optional('volume', measureOf(group, volumeCodes)),
    ...optional('marks', marks.length > 0 ? marks : undefined),
    ...optional('stowed', stowed.length > 0 ? stowed : undefined),
    ...optional('dangerous', dangerOf(group)),
  };
};

const countOf = (text: string): number | undefined => (text === '' ? undefined : Number(numberText(text)));

const hsCodeOf = (group: Loop): string | undefined =>
  segmentsOf(group, 'PIA')
    .flatMap((pia) => [2, 3, 4, 5, 6].filter((element) => pia.at(element, 2) === 'HS').map((e) => pia.at(e, 1)))
    .find(Boolean);

const measureOf = (group: Loop, codes: readonly string[]): Measure | undefined => {
  const meas = loopsOf(group, 'MEA').map(({ segments: [mea] }) => mea as Segment);
  const found = codes.map((code) => meas.find((mea) => mea.at(2, 1) === code && mea.at(3, 2) !== '')).find(Boolean);
  return found && { value: numberText(found.at(3, 2)), unit: found.at(3, 1) };
};

const dangerOf = (group: Loop): GoodsItem['dangerous'] => {
  const dgs = loopsOf(group, 'DGS')[0]?.segments[0];
  return dgs && { imdgClass: dgs.at(2, 1), ...optional('unNumber', dgs.at(3, 1)) };
};

export const writeGoods = (out: Sink, item: GoodsItem): void => {
  const { packages, grossWeight, volume, marks = [], dangerous } = item;
  out.add('GID', item.item, packages ? [String(packages.count), packages.type] : '');
  if (item.hsCode !== undefined) out.add('PIA', '5', [item.hsCode, 'HS']);
  if (item.description !== undefined) addText(out, 'AAA', item.description);
  if (grossWeight) out.add('MEA', 'AAE', weightCodes[0], [grossWeight.unit, grossWeight.value]);
  if (volume) out.add('MEA', 'AAE', volumeCodes[0], [volume.unit, volume.value]);
  addReference(out, 'ON', item.orderNumber);
  for (let at = 0; at < marks.length; at += marksPerSegment) {
    out.add('PCI', '28', marks.slice(at, at + marksPerSegment));
  }
  for (const { container, packages: count } of item.stowed ?? []) {
    out.add('SGP', container, count === undefined ? '' : String(count));
  }
  if (dangerous) out.add('DGS', 'IMD', dangerous.imdgClass, dangerous.unNumber);
};

export const readContainer = (group: Loop): InstructedContainer[] => {
  const eqd = group.segments[0] as Segment;
  if (eqd.at(1, 1) !== 'CN') return [];
  const seals = segmentsOf(group, 'SEL').flatMap((sel) => sel.at(1, 1) || []);
  return [
    {
      ...optional('number', eqd.at(2, 1)),
      ...optional('type', eqd.at(3, 1)),
      ...optional('seals', seals.length > 0 ? seals : undefined),
    },
  ];
};

export const writeContainer = (out: Sink, { number, type, seals }: InstructedContainer): void => {
  out.add('EQD', 'CN', number, type);
  for (const seal of seals ?? []) out.add('SEL', seal);
};
