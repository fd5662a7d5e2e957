import { decimal } from '@tradeloom/kernel';
import type { Problems } from '../../findings/problem.ts';
import type { XmlElement } from '../xml-element.ts';
import { billing as table } from './bis-tables.ts';
import {
  adjustments,
  amountHolds,
  everyElement,
  identifiersHold,
  lineAmountHolds,
  notNegative,
  numberAt,
  sumOf,
} from './common-rules.ts';
import { guideOf } from './guide.ts';

/** EN 16931-1, 6.4: what the totals must add up to. */
const totalsHold = (root: XmlElement, problems: Problems): void => {
  const totals = root.find('LegalMonetaryTotal');
  if (!totals) return;
  const at = (name: string) => numberAt(totals, name);
  const expect = (
    name: string,
    expected: ReturnType<typeof at>,
    rule: 'BR-CO-10' | 'BR-CO-11' | 'BR-CO-12' | 'BR-CO-13' | 'BR-CO-15' | 'BR-CO-16',
  ) => {
    const stated = totals.find(name);
    if (stated) amountHolds(stated, expected, rule, problems, '0');
  };
  const [allowances, charges] = [adjustments(root, 'allowance'), adjustments(root, 'charge')];
  expect(
    'LineExtensionAmount',
    sumOf(root.all('InvoiceLine').map((line) => numberAt(line, 'LineExtensionAmount'))),
    'BR-CO-10',
  );
  expect('AllowanceTotalAmount', allowances, 'BR-CO-11');
  expect('ChargeTotalAmount', charges, 'BR-CO-12');
  expect(
    'TaxExclusiveAmount',
    at('LineExtensionAmount').minus(at('AllowanceTotalAmount')).plus(at('ChargeTotalAmount')),
    'BR-CO-13',
  );
  expect('TaxInclusiveAmount', at('TaxExclusiveAmount').plus(taxOf(root)), 'BR-CO-15');
  expect(
    'PayableAmount',
    at('TaxInclusiveAmount').minus(at('PrepaidAmount')).plus(at('PayableRoundingAmount')),
    'BR-CO-16',
  );
};

/** The tax in the invoice's currency: another TaxTotal may state it in the currency of the accounts. */
const taxTotalOf = (root: XmlElement): XmlElement | undefined => {
  const currency = root.textAt('DocumentCurrencyCode');
  return root.all('TaxTotal').find((total) => total.find('TaxAmount')?.attributes['currencyID'] === currency);
};

const taxOf = (root: XmlElement) => {
  const total = taxTotalOf(root);
  return total ? numberAt(total, 'TaxAmount') : decimal(0);
};

const taxHolds = (root: XmlElement, problems: Problems): void => {
  const total = taxTotalOf(root);
  const parts = total?.all('TaxSubtotal') ?? [];
  if (!total || parts.length === 0) {
    problems.at('BR-CO-18', root);
    return;
  }
  const stated = total.find('TaxAmount');
  if (stated) amountHolds(stated, sumOf(parts.map((part) => numberAt(part, 'TaxAmount'))), 'BR-CO-14', problems, '0');
  for (const part of parts) {
    const tax = part.find('TaxAmount');
    const expected = numberAt(part, 'TaxableAmount')
      .times(numberAt(part, 'TaxCategory', 'Percent'))
      .div(100);
    // EN 16931 allows one unit: some round every line.
    if (tax) amountHolds(tax, expected, 'BR-CO-17', problems, '1');
  }
};

const linesHold = (root: XmlElement, problems: Problems): void => {
  for (const line of root.all('InvoiceLine')) {
    const base = line.find('Price', 'BaseQuantity');
    if (base && numberAt(line, 'Price', 'BaseQuantity').lessThanOrEqualTo(0)) problems.at('PEPPOL-EN16931-R121', base);
    notNegative(line.find('Price', 'PriceAmount'), 'BR-27', problems);
    lineAmountHolds(line, ['InvoicedQuantity'], 'PEPPOL-EN16931-R120', problems);
  }
};

const referencesHold = (root: XmlElement, problems: Problems): void => {
  if (!root.find('BuyerReference') && !root.find('OrderReference', 'ID')) problems.at('PEPPOL-EN16931-R003', root);
  const due = root.find('LegalMonetaryTotal', 'PayableAmount');
  const isDue = due !== undefined && decimal(due.value).greaterThan(0);
  if (isDue && !root.find('DueDate') && !root.find('PaymentTerms', 'Note')) problems.at('BR-CO-25', due);
};

const sellerHolds = (root: XmlElement, problems: Problems): void => {
  const seller = root.find('AccountingSupplierParty', 'Party');
  if (!seller) return;
  const tax = seller.find('PartyTaxScheme', 'CompanyID');
  const known = seller.find('PartyIdentification', 'ID') ?? seller.find('PartyLegalEntity', 'CompanyID') ?? tax;
  if (!known) problems.at('BR-CO-26', seller);
  const isStandardRated = root
    .all('InvoiceLine')
    .some((line) => line.textAt('Item', 'ClassifiedTaxCategory', 'ID') === 'S');
  if (isStandardRated && !tax && !root.find('TaxRepresentativeParty', 'PartyTaxScheme')) problems.at('BR-S-02', seller);
};

/** Every amount but prices: BR-DEC-01 to BR-DEC-28 say it of each alone. */
const amountsAreInCents = (root: XmlElement, problems: Problems): void => {
  for (const element of everyElement(root)) {
    const isAmount =
      element.id.endsWith('Amount') && element.parent?.id !== 'Price' && element.parent?.parent?.id !== 'Price';
    if (isAmount && /\.\d{3}/.test(element.value)) problems.at('BR-DEC-01', element, { value: element.value });
  }
};

export const billing = guideOf(
  {
    name: 'Peppol BIS Billing 3',
    customization: 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
    profiles: ['urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'],
    profileForm: /^urn:fdc:peppol\.eu:2017:poacc:billing:\d{2}:1\.0$/,
  },
  table,
  identifiersHold,
  referencesHold,
  sellerHolds,
  linesHold,
  totalsHold,
  taxHolds,
  amountsAreInCents,
);
