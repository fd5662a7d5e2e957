import type { IsoDate, Text } from '@tradeloom/kernel';
import type { Certificate, Packing } from '../items/item.rules.ts';
import { type Finding, finding } from './finding.rules.ts';
import { marketCertificates, subheadings, woodTreatmentAsked } from './market-access.rules.ts';

export interface ComplianceElement {
  readonly item: string;
  /** The exporting country's tariff number, null when the item has none. */
  readonly hsCode: string | null;
  readonly declaredName: Text;
  readonly packing: Packing;
  readonly certificates: readonly Certificate[];
  /** The last day the line may ship: certificates must still hold then. */
  readonly shipsBy: IsoDate;
}

/** HS against declared name, wood in the packing, certificates of the destination. */
export const auditCompliance = (elements: readonly ComplianceElement[], destination: string): Finding[] => {
  if (destination === '')
    return [
      finding('orders.audit.destination-missing', 'confirm', {
        en: 'The order names no country of destination',
        zh: '订单未注明目的国',
      }),
    ];
  return elements.flatMap((element) => [
    auditHs(element),
    ...auditWood(element, destination),
    ...auditCertificates(element, destination),
  ]);
};

const digits = (code: string): string => code.replaceAll('.', '');
const isPart = (name: Text): boolean => /\b(part|parts|accessory)\b/i.test(name.en) || /零件|配件/.test(name.zh);

/** The declared name must say what the tariff number says; customs compare the two (and the certificate of origin). */
const auditHs = ({ item, hsCode, declaredName }: ComplianceElement): Finding => {
  const facts = { item, hsCode: hsCode ?? '', declaredName: declaredName.en, declaredNameZh: declaredName.zh };
  if (hsCode === null)
    return finding(
      'orders.audit.hs-missing',
      'confirm',
      { en: `${item} has no tariff number`, zh: `${item} 没有税则号列` },
      facts,
    );
  const subheading = subheadings.find((s) => digits(hsCode).startsWith(s.code));
  if (subheading === undefined)
    return finding(
      'orders.audit.hs-unchecked',
      'warning',
      { en: `${item}: no wording is known for ${hsCode}`, zh: `${item}：没有 ${hsCode} 的品名依据` },
      facts,
    );
  const names = `${declaredName.en} ${declaredName.zh}`.toLowerCase();
  const fits =
    subheading.words.some((word) => names.includes(word)) && isPart(declaredName) === subheading.code.endsWith('90');
  if (!fits)
    return finding(
      'orders.audit.hs-name-conflict',
      'confirm',
      {
        en: `${item}: "${declaredName.en}" does not fit tariff number ${hsCode}`,
        zh: `${item}：申报品名“${declaredName.zh}”与税号 ${hsCode} 不符`,
      },
      { ...facts, words: subheading.words.join(', ') },
    );
  return finding(
    'orders.audit.hs-fits',
    'info',
    { en: `${item}: "${declaredName.en}" fits ${hsCode}`, zh: `${item}：“${declaredName.zh}”与 ${hsCode} 相符` },
    facts,
  );
};

const auditWood = ({ item, packing }: ComplianceElement, destination: string): Finding[] => {
  if (!packing.wood || packing.treated || !woodTreatmentAsked.has(destination)) return [];
  return [
    finding(
      'orders.audit.wood-untreated',
      'confirm',
      {
        en: `${item}: ${destination} asks for wood packing treated and marked by ISPM 15`,
        zh: `${item}：${destination} 要求木质包装按 ISPM 15 熏蒸或热处理并加施标识`,
      },
      { item, destination, standard: 'ISPM 15' },
    ),
  ];
};

/** Parts are not appliances: they need no certificate of their own. */
const auditCertificates = (element: ComplianceElement, destination: string): Finding[] => {
  if (element.hsCode === null || isPart(element.declaredName)) return [];
  const code = digits(element.hsCode);
  return marketCertificates
    .filter((rule) => rule.countries.has(destination) && code.startsWith(rule.hsPrefix))
    .map((rule) => auditCertificate(element, destination, rule.certificate, rule.source));
};

const auditCertificate = (
  { item, certificates, shipsBy }: ComplianceElement,
  destination: string,
  name: string,
  source: string,
): Finding => {
  const held = certificates.find((certificate) => certificate.name === name);
  const facts = { item, destination, certificate: name, source, validUntil: held?.validUntil ?? '', shipsBy };
  if (held === undefined)
    return finding(
      'orders.audit.certificate-missing',
      'confirm',
      { en: `${item}: ${destination} asks for ${name}`, zh: `${item}：${destination} 要求 ${name} 认证` },
      facts,
    );
  if (held.validUntil < shipsBy)
    return finding(
      'orders.audit.certificate-expires',
      'confirm',
      {
        en: `${item}: ${name} ends on ${held.validUntil}, before shipment on ${shipsBy}`,
        zh: `${item}：${name} 于 ${held.validUntil} 到期，早于装运日 ${shipsBy}`,
      },
      facts,
    );
  return finding(
    'orders.audit.certificate-held',
    'info',
    { en: `${item}: ${name} held until ${held.validUntil}`, zh: `${item}：${name} 有效至 ${held.validUntil}` },
    facts,
  );
};
