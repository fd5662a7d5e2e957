import { decimal } from '@tradeloom/kernel';
import type { QualityBasis } from '../items/item.rules.ts';
import { type Finding, finding } from './finding.rules.ts';

export interface QualityElement {
  readonly item: string;
  readonly quality: QualityBasis | null;
}

/** Preferred AQLs in percent nonconforming, ISO 2859-1:1999 table 2-A. */
const preferredAqls = ['0.010', '0.015', '0.025', '0.040', '0.065', '0.10', '0.15', '0.25', '0.40', '0.65'].concat([
  '1.0',
  '1.5',
  '2.5',
  '4.0',
  '6.5',
  '10',
]);

export const auditQuality = (elements: readonly QualityElement[]): Finding[] => elements.flatMap(auditItem);

const auditItem = ({ item, quality }: QualityElement): Finding[] => {
  if (quality === null)
    return [
      finding(
        'orders.audit.quality-basis-missing',
        'confirm',
        { en: `${item} has no agreed quality basis`, zh: `${item} 没有约定的品质依据` },
        { item },
      ),
    ];
  const concerns = [...auditAql(item, quality), ...auditRights(item, quality)];
  return concerns.length > 0 ? concerns : [qualityClear(item, quality)];
};

/** Critical defects have no AQL: Ac 0. A minor defect may not be judged harder than a major one. */
const auditAql = (item: string, { aql }: QualityBasis): Finding[] => {
  const known = [aql.major, aql.minor].every((value) => preferredAqls.some((p) => decimal(p).eq(value)));
  if (known && decimal(aql.critical).isZero() && decimal(aql.major).lte(aql.minor)) return [];
  return [
    finding(
      'orders.audit.aql-unusable',
      'confirm',
      {
        en: `${item}: AQL ${aql.critical}/${aql.major}/${aql.minor} is not of the standard's series`,
        zh: `${item}：AQL ${aql.critical}/${aql.major}/${aql.minor} 不在标准系列内`,
      },
      { item, critical: aql.critical, major: aql.major, minor: aql.minor },
    ),
  ];
};

/** Whoever made the goods may not let them pass below the standard. */
const auditRights = (item: string, { approves }: QualityBasis): Finding[] => {
  if (approves === null)
    return [
      finding(
        'orders.audit.disposition-rights-missing',
        'confirm',
        {
          en: `${item}: nobody is named who may order rework, grant a concession or scrap`,
          zh: `${item}：未约定返工、让步接收、报废的批准人`,
        },
        { item },
      ),
    ];
  if (approves.concession !== 'factory') return [];
  return [
    finding(
      'orders.audit.concession-by-maker',
      'confirm',
      { en: `${item}: the factory may not grant itself a concession`, zh: `${item}：工厂不得自行让步接收` },
      { item, concession: approves.concession },
    ),
  ];
};

const qualityClear = (item: string, quality: QualityBasis): Finding => {
  const { standard, edition, level, aql, approves } = quality;
  return finding(
    'orders.audit.quality-agreed',
    'info',
    {
      en: `${item}: ${standard}:${edition} level ${level}, AQL ${aql.critical}/${aql.major}/${aql.minor}`,
      zh: `${item}：${standard}:${edition} 水平 ${level}，AQL ${aql.critical}/${aql.major}/${aql.minor}`,
    },
    {
      item,
      standard,
      edition,
      level,
      critical: aql.critical,
      major: aql.major,
      minor: aql.minor,
      rework: approves?.rework ?? '',
      concession: approves?.concession ?? '',
      scrap: approves?.scrap ?? '',
    },
  );
};
