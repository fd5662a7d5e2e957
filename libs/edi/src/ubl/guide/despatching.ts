import type { Problems } from '../../findings/problem.ts';
import type { XmlElement } from '../xml-element.ts';
import { t16, t71, t111 } from './bis-tables.ts';
import { identifiersHold, notNegative } from './common-rules.ts';
import { guideOf } from './guide.ts';

const despatchLinesHold = (root: XmlElement, problems: Problems): void => {
  for (const line of root.all('DespatchLine')) {
    notNegative(line.find('DeliveredQuantity'), 'PEPPOL-T16-R006', problems);
    const item = line.find('Item');
    const number = item?.textAt('SellersItemIdentification', 'ID') ?? item?.textAt('StandardItemIdentification', 'ID');
    if (item && number === undefined) problems.at('PEPPOL-T16-R003', item);
  }
};

export const despatching = guideOf(
  {
    name: 'Peppol BIS Despatch Advice 3 (T16)',
    customization: 'urn:fdc:peppol.eu:poacc:trns:despatch_advice:3',
    profiles: [
      'urn:fdc:peppol.eu:poacc:bis:despatch_advice:3',
      'urn:fdc:peppol.eu:poacc:bis:despatch_advice_w_receipt_advice:3',
    ],
  },
  t16,
  identifiersHold,
  despatchLinesHold,
);

/** Conditionally accepted, under query, rejected: the answer says what is to be clarified. */
const clarified = (root: XmlElement, problems: Problems): void => {
  const response = root.find('DocumentResponse', 'Response');
  const code = response?.find('ResponseCode');
  if (!response || !code || !['CA', 'UQ', 'RE'].includes(code.value)) return;
  if (!response.all('Status').some((status) => status.textAt('StatusReasonCode')))
    problems.at('PEPPOL-T111-R001', code);
};

export const invoiceAnswering = guideOf(
  {
    name: 'Peppol BIS Invoice Response 3 (T111)',
    customization: 'urn:fdc:peppol.eu:poacc:trns:invoice_response:3',
    profiles: ['urn:fdc:peppol.eu:poacc:bis:invoice_response:3'],
  },
  t111,
  identifiersHold,
  clarified,
);

export const messageAnswering = guideOf(
  {
    name: 'Peppol Message Level Response 3 (T71)',
    customization: 'urn:fdc:peppol.eu:poacc:trns:mlr:3',
    profiles: ['urn:fdc:peppol.eu:poacc:bis:mlr:3'],
  },
  t71,
  identifiersHold,
);
