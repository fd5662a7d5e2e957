import { decimal, total } from '@tradeloom/kernel';
import { containerTypes } from '../../shipments/container.rules.ts';
import type { DeclarationLine, PackingList } from '../content.rules.ts';
import {
  type Agreement,
  type Breach,
  overall,
  type Rule,
  sameNumber,
  sameWeight,
  says,
  within,
} from './check.rules.ts';

const packages: Agreement = {
  id: 'DC02',
  severity: 'error',
  subject: { en: 'Number of packages', zh: '件数' },
  groups: ({ packingList, billOfLading, declaration, booking }) =>
    overall(
      says('packing-list', packingList?.packages),
      says('bill-of-lading', billOfLading?.packages),
      says('customs-declaration', declaration?.packages),
      says('booking', booking?.packages),
    ),
  same: sameNumber,
};

/** Customs takes less than 1 kg as 1. */
const atLeastOne = (kg: string | undefined): string | null => (kg === undefined ? null : decimal(kg).lt(1) ? '1' : kg);

const grossWeight: Agreement = {
  id: 'DC03',
  severity: 'error',
  subject: { en: 'Gross weight', zh: '毛重' },
  groups: ({ packingList, billOfLading, declaration }) => [
    ...overall(says('packing-list', packingList?.grossKg), says('bill-of-lading', billOfLading?.grossKg)),
    ...overall(
      says('packing-list', atLeastOne(packingList?.grossKg)),
      says('customs-declaration', declaration?.grossKg),
    ),
  ],
  same: sameWeight,
};

const declaredInKg = (lines: readonly DeclarationLine[]): string | null => {
  const weights = lines.map((l) => l.statutory.find((s) => s.measures === 'net-weight')?.value);
  return weights.every((w) => w !== undefined) ? total(weights) : null;
};

const netWeight: Agreement = {
  id: 'DC04',
  severity: 'error',
  subject: { en: 'Net weight', zh: '净重' },
  groups: ({ packingList, declaration }) => [
    ...overall(says('packing-list', atLeastOne(packingList?.netKg)), says('customs-declaration', declaration?.netKg)),
    ...overall(
      says('packing-list', packingList?.netKg),
      says('customs-declaration', declaration && declaredInKg(declaration.lines)),
    ),
  ],
  same: within('0.01'),
};

const tooHeavy = (where: string, whereZh: string, netKg: string, grossKg: string): Breach[] =>
  decimal(grossKg).gt(netKg)
    ? []
    : [
        {
          documents: ['packing-list', 'packing-list'],
          values: [netKg, grossKg],
          text: {
            en: `${where}: net ${netKg} kg leaves no tare in gross ${grossKg} kg`,
            zh: `${whereZh}：净重 ${netKg} 千克不小于毛重 ${grossKg} 千克`,
          },
        },
      ];

const netBelowGross: Rule = {
  id: 'DC05',
  severity: 'error',
  breaches: ({ packingList }) =>
    packingList
      ? [
          ...packingList.rows.flatMap(({ from, to, netKg, grossKg }) =>
            tooHeavy(`Cartons ${from}-${to}`, `纸箱 ${from}-${to}`, netKg, grossKg),
          ),
          ...tooHeavy('Total', '合计', packingList.netKg, packingList.grossKg),
        ]
      : [],
};

const measured = ({ rows }: PackingList): string =>
  decimal(total(rows.map((r) => decimal(r.lengthCm).times(r.widthCm).times(r.heightCm).times(r.cartons))))
    .div(1_000_000)
    .toFixed(3);

/** Cubic metres by dimensions within 1 % of the stated total, and inside the containers' usable volume. */
const volume: Rule = {
  id: 'DC06',
  severity: 'warning',
  breaches: ({ packingList, containers }) => {
    if (!packingList) return [];
    const byDimensions = measured(packingList);
    const stated = packingList.volumeM3;
    const off = decimal(byDimensions).minus(stated).abs().gt(decimal(byDimensions).times('0.01'));
    const room = total(containers.map((c) => containerTypes[c.type].volumeM3));
    const full = containers.length > 0 && decimal(stated).gt(room);
    return [
      ...(off ? [volumeOff(byDimensions, stated)] : []),
      ...(full ? [tooLarge(stated, room)] : []),
      ...containers.filter((c) => decimal(c.vgmKg).gt(containerTypes[c.type].maxGrossKg)).map(overloaded),
    ];
  },
};

const volumeOff = (byDimensions: string, stated: string): Breach => ({
  documents: ['packing-list', 'packing-list'],
  values: [byDimensions, stated],
  text: {
    en: `The cartons measure ${byDimensions} m3, the packing list says ${stated} m3`,
    zh: `按箱规计算为 ${byDimensions} 立方米，装箱单为 ${stated} 立方米`,
  },
});

const tooLarge = (stated: string, room: string): Breach => ({
  documents: ['packing-list', 'loading-report'],
  values: [stated, room],
  text: {
    en: `${stated} m3 do not go into containers with ${room} m3`,
    zh: `货物 ${stated} 立方米超过集装箱可用容积 ${room} 立方米`,
  },
});

const overloaded = ({
  number,
  type,
  vgmKg,
}: {
  number: string;
  type: keyof typeof containerTypes;
  vgmKg: string;
}): Breach => ({
  documents: ['loading-report', 'loading-report'],
  values: [vgmKg, containerTypes[type].maxGrossKg],
  text: {
    en: `Container ${number} weighs ${vgmKg} kg, rated for ${containerTypes[type].maxGrossKg} kg`,
    zh: `集装箱 ${number} 总重 ${vgmKg} 千克，超过额定 ${containerTypes[type].maxGrossKg} 千克`,
  },
});

/** VGM against gross cargo plus tare: 5 % or 500 kg, whichever is wider. */
const verifiedGrossMass: Rule = {
  id: 'DC30',
  severity: 'warning',
  breaches: ({ packingList, containers }) => {
    if (!packingList || containers.length === 0) return [];
    const vgm = total(containers.map((c) => c.vgmKg));
    const expected = decimal(packingList.grossKg).plus(total(containers.map((c) => c.tareKg)));
    const off = decimal(vgm).minus(expected).abs();
    if (off.lte(500) || off.lte(expected.times('0.05'))) return [];
    return [
      {
        documents: ['packing-list', 'loading-report'],
        values: [expected.toFixed(2), vgm],
        text: {
          en: `Cargo and tare make ${expected.toFixed(2)} kg, the verified gross mass is ${vgm} kg`,
          zh: `货物毛重加箱重为 ${expected.toFixed(2)} 千克，VGM 为 ${vgm} 千克`,
        },
      },
    ];
  },
};

export const weightChecks = [packages, grossWeight, netWeight, netBelowGross, volume, verifiedGrossMass];
