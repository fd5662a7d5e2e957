import { decimal, type Quantity, total } from '@tradeloom/kernel';
import { certificatesFor } from '../../compliance/destination-certificates.rules.ts';
import { asksForIspm15, lacksIspm15 } from '../../compliance/wood-packing.rules.ts';
import type { PackingRow } from '../content.rules.ts';
import type { DocumentKind } from '../finding.rules.ts';
import { documentName } from '../finding.rules.ts';
import {
  type Agreement,
  type Breach,
  type CheckedSet,
  type Group,
  type Rule,
  sameText,
  says,
  within,
} from './check.rules.ts';

const positions = ({ invoice, packingList, declaration }: CheckedSet): number[] => [
  ...new Set([
    ...(invoice?.lines ?? []).map((l) => l.line),
    ...(packingList?.rows ?? []).map((r) => r.line),
    ...(declaration?.lines ?? []).map((l) => l.line),
  ]),
];

const perLine =
  (group: (set: CheckedSet, line: number) => Group['statements']) =>
  (set: CheckedSet): Group[] =>
    positions(set).map((line) => ({ about: `line ${line}`, statements: group(set, line) }));

const rowsOf = ({ packingList }: CheckedSet, line: number): readonly PackingRow[] =>
  (packingList?.rows ?? []).filter((r) => r.line === line);

const packedPieces = (set: CheckedSet, line: number): string | null =>
  set.packingList && total(rowsOf(set, line).map((r) => r.quantity.value));

/** A number of pieces is not one of sets; none of either is the same. */
const inUnits = (quantity: Quantity | undefined): string => {
  const { value, unit } = quantity ?? { value: '0', unit: '' };
  return decimal(value).isZero() ? '0' : `${decimal(value).toFixed()} ${unit}`;
};

const packedInUnits = (set: CheckedSet, line: number): string | null => {
  const value = packedPieces(set, line);
  const units = [...new Set(rowsOf(set, line).map((r) => r.quantity.unit))];
  return value === null ? null : inUnits({ value, unit: units.join('/') });
};

const declared = ({ declaration }: CheckedSet, line: number) => declaration?.lines.find((l) => l.line === line);
const invoiced = ({ invoice }: CheckedSet, line: number) => invoice?.lines.find((l) => l.line === line);

const quantities: Agreement = {
  id: 'DC01',
  severity: 'error',
  subject: { en: 'Quantity', zh: '数量' },
  groups: perLine((set, line) => [
    ...says('commercial-invoice', set.invoice && inUnits(invoiced(set, line)?.quantity)),
    ...says('packing-list', packedInUnits(set, line)),
    ...says('customs-declaration', set.declaration && inUnits(declared(set, line)?.quantity)),
  ]),
  same: sameText,
};

/** `8516.79.10` and `8516791000` begin alike. */
const sixDigitsOf = (code: string | undefined): string => (code ?? '').replaceAll(/\D/g, '').slice(0, 6);

/** HS: the first six digits are the world's, what follows is each country's own. */
const hsCodes: Agreement = {
  id: 'DC11',
  severity: 'error',
  subject: { en: 'HS code (6 digits)', zh: '商品编码前六位' },
  groups: perLine((set, line) => [
    ...says('contract', set.contract && sixDigitsOf(set.contract.hsCodes[line])),
    ...says('commercial-invoice', set.invoice && sixDigitsOf(invoiced(set, line)?.hsCode)),
    ...says('customs-declaration', set.declaration && sixDigitsOf(declared(set, line)?.codeTs)),
  ]),
  same: sameText,
};

const sixDigits = (codes: readonly string[]): string => [...new Set(codes.map(sixDigitsOf))].sort().join(' ');

const hsOnBill: Agreement = {
  id: 'DC11',
  severity: 'error',
  subject: { en: 'HS codes (6 digits)', zh: '商品编码前六位' },
  groups: ({ contract, billOfLading }) => [
    {
      about: '',
      statements: [
        ...says('contract', contract && sixDigits(Object.values(contract.hsCodes))),
        ...says('bill-of-lading', billOfLading && sixDigits(billOfLading.hsCodes)),
      ],
    },
  ],
  same: sameText,
};

/** Statutory units: kilograms are the line's net weight, pieces its quantity. */
const statutoryUnits: Agreement = {
  id: 'DC26',
  severity: 'error',
  subject: { en: 'Statutory quantity', zh: '法定数量' },
  groups: (set) =>
    (set.declaration?.lines ?? []).flatMap((line) =>
      line.statutory.map(({ value, unitZh, measures }) => ({
        about: `line ${line.line}, ${unitZh}`,
        statements: [
          ...(measures === 'pieces'
            ? says('packing-list', packedPieces(set, line.line))
            : says('packing-list', lineNetKg(set, line.line))),
          ...says('customs-declaration', value),
        ],
      })),
    ),
  same: within('0.01'),
};

const lineNetKg = ({ packingList }: CheckedSet, line: number): string | null =>
  packingList && total(packingList.rows.filter((r) => r.line === line).map((r) => decimal(r.netKg).times(r.cartons)));

/** 包装种类 that mean wood or other plant material. */
const woodenWrapTypes = new Set(['23', '33', '93']);

const woodPacking: Rule = {
  id: 'DC24',
  severity: 'error',
  breaches: ({ packingList, declaration, contract }) => {
    if (!packingList || !contract) return [];
    const { woodPacking: wood, ippcMark } = packingList;
    const destination = contract.destinationCountry;
    const lacking = lacksIspm15(wood, ippcMark, destination);
    const undeclared =
      wood === 'none' && woodenWrapTypes.has(declaration?.wrapType ?? '') && asksForIspm15(destination);
    if (!lacking && !undeclared) return [];
    const said = `${wood} ${ippcMark ?? ''}`.trim();
    return [
      {
        documents: ['packing-list', 'certificate'],
        values: [said, ippcMark ?? ''],
        text: {
          en: `Wood packing for ${destination} needs an ISPM 15 mark; the packing list says ${said}`,
          zh: `运往 ${destination} 的木质包装须有 ISPM 15 标识；装箱单为 ${said}`,
        },
      },
    ];
  },
};

const missing = (kind: DocumentKind, what: string, because: string): Breach => ({
  documents: ['contract', kind],
  values: [because, ''],
  text: {
    en: `The set lacks: ${what}`,
    zh: `单据不齐，缺少：${kind === 'certificate' ? what : documentName[kind].zh}`,
  },
});

const completeness: Rule = {
  id: 'DC28',
  severity: 'error',
  breaches: ({ contract, invoice, packingList, declaration, billOfLading, certificates }) => {
    if (!contract) return [];
    const documents = {
      'commercial-invoice': invoice,
      'packing-list': packingList,
      'customs-declaration': declaration,
      'bill-of-lading': billOfLading,
    } as const satisfies Partial<Record<DocumentKind, unknown>>;
    const absent = (Object.keys(documents) as (keyof typeof documents)[])
      .filter((kind) => documents[kind] === null)
      .map((kind) => missing(kind, documentName[kind].en, 'required'));
    const held = new Set(certificates.map((c) => c.kind));
    const required = certificatesFor(contract.destinationCountry, Object.values(contract.hsCodes));
    const lacking = required
      .filter(({ kind }) => !held.has(kind))
      .map(({ kind, because }) => missing('certificate', kind, because));
    return [...absent, ...lacking];
  },
};

/** Where goods come from is said once: a label, an invoice and a declaration that differ lose the preference. */
const origin: Agreement = {
  id: 'DC13',
  severity: 'error',
  subject: { en: 'Country of origin', zh: '原产国' },
  groups: perLine((set, line) => [
    ...says('commercial-invoice', invoiced(set, line)?.originCountry),
    ...says('customs-declaration', declared(set, line)?.originCountry),
  ]),
  same: sameText,
};

export const goodsChecks = [quantities, hsCodes, hsOnBill, origin, woodPacking, statutoryUnits, completeness];
