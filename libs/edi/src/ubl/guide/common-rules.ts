import { decimal } from '@tradeloom/kernel';
import type { ProblemId } from '../../findings/problem-codes.ts';
import type { Way } from '../message.ts';
import { numberText } from '../parts/items.ts';
import { endpointSchemes } from '../schema/code-lists.ts';
import type { XmlElement } from '../xml-element.ts';
import type { Rule } from './guide.ts';

export type Decimal = ReturnType<typeof decimal>;

/** The number there; zero where there is none. */
export const numberAt = (element: XmlElement, ...way: Way): Decimal =>
  decimal(numberText(element.textAt(...way) ?? '0'));

export const sumOf = (numbers: readonly Decimal[]): Decimal => numbers.reduce((sum, one) => sum.plus(one), decimal(0));

/** Every element below, the element itself first; extensions are nobody's business here. */
export const everyElement = function* (element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (child.id !== 'UBLExtensions') yield* everyElement(child);
};

/** Electronic addresses have a scheme of the list; a GLN has its check digit (GS1 General Specifications 7.9). */
export const identifiersHold: Rule = (root, problems) => {
  for (const element of everyElement(root)) {
    const scheme = element.attributes['schemeID'];
    if (element.id === 'EndpointID' && !endpointSchemes.has(scheme ?? '')) {
      problems.at('PEPPOL-EN16931-CL008', element, { path: `${element.path}/@schemeID`, value: scheme ?? '' });
    }
    if (scheme === '0088' && numbered.has(element.parent?.id ?? '') && !hasCheckDigit(element.value)) {
      problems.at('PEPPOL-COMMON-R040', element, { value: element.value });
    }
  }
};

/** What names a party: Party itself (EndpointID), and what of it holds a number. */
const numbered = new Set(['Party', 'SenderParty', 'ReceiverParty', 'PartyIdentification', 'PartyLegalEntity']);

/** From the right: the check digit, then weights of three and one in turn. Peppol takes numbers longer than a GLN. */
const hasCheckDigit = (text: string): boolean => {
  if (!/^\d{13,}$/.test(text)) return false;
  const sum = [...text].toReversed().reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
};

export const linesDiffer =
  (problem: ProblemId, linesOf: (root: XmlElement) => readonly (XmlElement | undefined)[]): Rule =>
  (root, problems) => {
    const seen = new Set<string>();
    for (const id of linesOf(root)) {
      if (!id) continue;
      if (seen.has(id.value)) problems.at(problem, id, { value: id.value });
      seen.add(id.value);
    }
  };

export const notNegative = (
  element: XmlElement | undefined,
  problem: ProblemId,
  problems: Parameters<Rule>[1],
): void => {
  if (element && decimal(numberText(element.value)).isNegative())
    problems.at(problem, element, { value: element.value });
};

/** Allowances and charges of an element, without those of its children. */
export const adjustments = (element: XmlElement, kind: 'allowance' | 'charge'): Decimal =>
  sumOf(
    element
      .all('AllowanceCharge')
      .filter((one) => ['true', '1'].includes(one.textAt('ChargeIndicator') ?? '') === (kind === 'charge'))
      .map((one) => numberAt(one, 'Amount')),
  );

/** What a line's amount must be: quantity times price, plus its charges, less its allowances, in two decimals. */
export const lineAmountHolds = (
  line: XmlElement,
  quantity: Way,
  problem: ProblemId,
  problems: Parameters<Rule>[1],
): void => {
  const stated = line.find('LineExtensionAmount');
  const basis = line.find('Price', 'BaseQuantity');
  const base = basis ? numberAt(basis.parent as XmlElement, 'BaseQuantity') : decimal(1);
  if (!stated || base.lessThanOrEqualTo(0)) return;
  const goods = numberAt(line, ...quantity)
    .times(numberAt(line, 'Price', 'PriceAmount'))
    .div(base);
  const expected = goods.plus(adjustments(line, 'charge')).minus(adjustments(line, 'allowance'));
  amountHolds(stated, expected, problem, problems);
};

/** Half a cent above or below is rounding: Peppol allows 0.02. */
const slack = '0.02';

export const amountHolds = (
  stated: XmlElement,
  expected: Decimal,
  problem: ProblemId,
  problems: Parameters<Rule>[1],
  tolerance = slack,
): void => {
  const found = decimal(numberText(stated.value));
  if (found.minus(expected).abs().lessThanOrEqualTo(tolerance)) return;
  problems.at(problem, stated, { found: found.toFixed(), expected: expected.toDecimalPlaces(2).toFixed() });
};
