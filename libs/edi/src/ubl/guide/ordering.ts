import type { Problems } from '../../findings/problem.ts';
import type { XmlElement } from '../xml-element.ts';
import { t01, t76, t114, t115, t116 } from './bis-tables.ts';
import {
  amountHolds,
  everyElement,
  identifiersHold,
  lineAmountHolds,
  linesDiffer,
  notNegative,
  numberAt,
  sumOf,
} from './common-rules.ts';
import { guideOf } from './guide.ts';

const transaction = (name: string): string => `urn:fdc:peppol.eu:poacc:trns:${name}:3`;
const bis = (name: string): string => `urn:fdc:peppol.eu:poacc:bis:${name}:3`;

const itemsOf = (root: XmlElement): XmlElement[] =>
  root.all('OrderLine').flatMap((line) => line.find('LineItem') ?? []);

/** What an order and a change of it have to keep to. */
const orderLinesHold = (root: XmlElement, problems: Problems): void => {
  for (const item of itemsOf(root)) {
    notNegative(item.find('Quantity'), 'PEPPOL-T01-R004', problems);
    notNegative(item.find('Price', 'PriceAmount'), 'PEPPOL-T01-R005', problems);
    lineAmountHolds(item, ['Quantity'], 'PEPPOL-T01-R024', problems);
  }
};

const oneCurrency = (root: XmlElement, problems: Problems): void => {
  const expected = root.textAt('DocumentCurrencyCode');
  if (expected === undefined) return;
  for (const element of everyElement(root)) {
    const found = element.attributes['currencyID'];
    if (found !== undefined && found !== expected) problems.at('PEPPOL-T01-R003', element, { found, expected });
  }
};

const totalsHold = (root: XmlElement, problems: Problems): void => {
  const total = root.find('AnticipatedMonetaryTotal', 'LineExtensionAmount');
  const amounts = itemsOf(root).map((item) => item.textAt('LineExtensionAmount'));
  if (!total || amounts.includes(undefined)) return;
  amountHolds(
    total,
    sumOf(itemsOf(root).map((item) => numberAt(item, 'LineExtensionAmount'))),
    'PEPPOL-T01-R008',
    problems,
  );
};

const lineIds = (root: XmlElement) => itemsOf(root).map((item) => item.find('ID'));

export const ordering = guideOf(
  {
    name: 'Peppol BIS Ordering 3 (T01)',
    customization: transaction('order'),
    profiles: [bis('ordering'), bis('order_only'), bis('advanced_ordering')],
  },
  t01,
  identifiersHold,
  oneCurrency,
  linesDiffer('PEPPOL-T01-R001', lineIds),
  orderLinesHold,
  totalsHold,
);

export const orderChanging = guideOf(
  {
    name: 'Peppol BIS Advanced Ordering 3 (T114)',
    customization: transaction('order_change'),
    profiles: [bis('advanced_ordering')],
  },
  t114,
  identifiersHold,
  oneCurrency,
  linesDiffer('PEPPOL-T01-R001', lineIds),
  orderLinesHold,
  totalsHold,
);

export const orderCancelling = guideOf(
  {
    name: 'Peppol BIS Advanced Ordering 3 (T115)',
    customization: transaction('order_cancellation'),
    profiles: [bis('advanced_ordering')],
  },
  t115,
  identifiersHold,
);

const answerHolds = (root: XmlElement, problems: Problems): void => {
  const code = root.find('OrderResponseCode');
  const lines = root.all('OrderLine').length;
  if (code?.value === 'CA' && lines === 0) problems.at('PEPPOL-T76-R007', code);
  if (code?.value === 'AP' && lines > 0) problems.at('PEPPOL-T76-R008', code);
};

export const orderAnswering = guideOf(
  {
    name: 'Peppol BIS Ordering 3 (T76)',
    customization: transaction('order_response'),
    profiles: [bis('ordering')],
  },
  t76,
  identifiersHold,
  oneCurrency,
  linesDiffer('PEPPOL-T76-R003', lineIds),
  answerHolds,
);

export const changeAnswering = guideOf(
  {
    name: 'Peppol BIS Advanced Ordering 3 (T116)',
    customization: transaction('order_response_advanced'),
    profiles: [bis('advanced_ordering')],
  },
  t116,
  identifiersHold,
  oneCurrency,
  linesDiffer('PEPPOL-T76-R003', lineIds),
  answerHolds,
);
