import { decimal, type Text } from '@tradeloom/kernel';
import type { BillOfLadingDraft } from '../../shipments/bill-of-lading.rules.ts';
import type { Booking } from '../../shipments/booking.rules.ts';
import type { Container } from '../../shipments/container.rules.ts';
import type { ShippingInstruction } from '../../shipments/shipment.rules.ts';
import type { Certificate, CommercialInvoice, Contract, DeclarationDraft, PackingList } from '../content.rules.ts';
import { type DocumentFinding, type DocumentKind, documentName, type Severity } from '../finding.rules.ts';

/** The documents to hold against each other; one that is not there is not compared. */
export interface CheckedSet {
  readonly contract: Contract | null;
  readonly instruction: ShippingInstruction | null;
  readonly invoice: CommercialInvoice | null;
  readonly packingList: PackingList | null;
  readonly declaration: DeclarationDraft | null;
  readonly billOfLading: BillOfLadingDraft | null;
  readonly booking: Booking | null;
  readonly containers: readonly Container[];
  readonly certificates: readonly Certificate[];
  readonly inspectedOn: Readonly<Record<number, string>>;
}

/** What one document says about the subject. */
export interface Statement {
  readonly document: DocumentKind;
  readonly value: string;
}

/** A document that is absent, or silent on the subject, states nothing. */
export const says = (document: DocumentKind, value: string | number | null | undefined): Statement[] =>
  value === null || value === undefined || value === '' ? [] : [{ document, value: String(value) }];

/** Statements that must agree with the first of them; `about` tells lines apart. */
export interface Group {
  readonly about: string;
  readonly statements: readonly Statement[];
}

export const overall = (...statements: readonly Statement[][]): Group[] => [
  { about: '', statements: statements.flat() },
];

/** A check that documents agree: which of them state the subject, and when two values are the same. */
export interface Agreement {
  readonly id: string;
  readonly severity: Severity;
  readonly subject: Text;
  readonly groups: (set: CheckedSet) => readonly Group[];
  readonly same: (first: string, other: string) => boolean;
}

export interface Breach {
  readonly documents: readonly [DocumentKind, DocumentKind];
  readonly values: readonly [string, string];
  readonly text: Text;
}

/** A check of any other kind: it names what it finds. */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  readonly breaches: (set: CheckedSet) => readonly Breach[];
}

export type Check = Agreement | Rule;

/**
 * Letters and digits of any script, upper case: spacing, punctuation and width never make a difference, but between
 * two digits: cartons 1-184 are not carton 1184.
 */
export const normalised = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/(?<=\p{N})[^\p{L}\p{N}]+(?=\p{N})/gu, '-')
    .replace(/[^\p{L}\p{N}-]|(?<!\p{N})-|-(?!\p{N})/gu, '');

export const sameText = (a: string, b: string): boolean => a === b;
export const sameWords = (a: string, b: string): boolean => normalised(a) === normalised(b);
export const sameNumber = (a: string, b: string): boolean => decimal(a).eq(b);

/** As written: 2513.00 is declared to ten grams, 2513 to the kilogram. */
const precisionOf = (written: string): number => written.split('.')[1]?.length ?? 0;

/** Equal after rounding to the coarser of the two declared precisions. */
export const sameWeight = (a: string, b: string): boolean => {
  const digits = Math.min(precisionOf(a), precisionOf(b));
  return decimal(a).toDecimalPlaces(digits, 4).eq(decimal(b).toDecimalPlaces(digits, 4));
};

export const within =
  (tolerance: string) =>
  (a: string, b: string): boolean =>
    decimal(a).minus(b).abs().lte(tolerance);

const disagreement = (subject: Text, about: string, first: Statement, other: Statement): Text => {
  const [a, b] = [documentName[first.document], documentName[other.document]];
  const where = about ? { en: ` of ${about}`, zh: `（${about}）` } : { en: '', zh: '' };
  return {
    en: `${subject.en}${where.en} differs: ${a.en} says ${first.value}, ${b.en} says ${other.value}`,
    zh: `${subject.zh}${where.zh}不一致：${a.zh}为 ${first.value}，${b.zh}为 ${other.value}`,
  };
};

const findDisagreements = ({ id, severity, subject, groups, same }: Agreement, set: CheckedSet): DocumentFinding[] =>
  groups(set).flatMap(({ about, statements }) => {
    const [first, ...others] = statements;
    if (!first) return [];
    return others
      .filter((other) => !same(first.value, other.value))
      .map((other) => ({
        check: id,
        severity,
        documents: [first.document, other.document] as const,
        values: [first.value, other.value] as const,
        text: disagreement(subject, about, first, other),
      }));
  });

export const runCheck = (check: Check, set: CheckedSet): DocumentFinding[] =>
  'groups' in check
    ? findDisagreements(check, set)
    : check.breaches(set).map((breach) => ({ check: check.id, severity: check.severity, ...breach }));
