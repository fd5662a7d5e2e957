import { type Bearer, type Charges, isCustomary, type PaymentTerm, type TradeTerm } from '../prices/price.rules.ts';
import { type Finding, finding } from './finding.rules.ts';

/** Terms as the customer's order states them, and as they were agreed. */
export interface TermsElement {
  readonly stated: { readonly tradeTerm: TradeTerm; readonly charges: Charges; readonly paymentWords: string };
  readonly agreed: {
    readonly tradeTerm: TradeTerm;
    readonly charges: Charges;
    readonly paymentTerms: readonly PaymentTerm[];
  };
}

/** Trade term, who bears certification, freight and insurance, and payment. */
export const auditTerms = (element: TermsElement): Finding[] => [
  ...auditTradeTerm(element),
  ...auditCharges(element),
  ...auditPaymentTerms(element),
];

const auditTradeTerm = ({ stated, agreed }: TermsElement): Finding[] => {
  const words = (t: TradeTerm) => `${t.incoterm} ${t.place} Incoterms ${t.edition}`;
  const differs =
    stated.tradeTerm.incoterm !== agreed.tradeTerm.incoterm ||
    stated.tradeTerm.edition !== agreed.tradeTerm.edition ||
    stated.tradeTerm.place.toLowerCase() !== agreed.tradeTerm.place.toLowerCase();
  if (!differs) return [];
  return [
    finding(
      'orders.audit.trade-term-differs',
      'confirm',
      {
        en: `The order says ${words(stated.tradeTerm)}, agreed is ${words(agreed.tradeTerm)}`,
        zh: `订单术语 ${words(stated.tradeTerm)}，约定为 ${words(agreed.tradeTerm)}`,
      },
      { stated: words(stated.tradeTerm), agreed: words(agreed.tradeTerm) },
    ),
  ];
};

/** Who pays main carriage and who insures it, by Incoterms 2020 (A9/B9, A5/B5). Nobody must insure under the C terms without I. */
const bearers: Readonly<Record<string, { freight: Bearer; insurance: Bearer | null }>> = {
  EXW: { freight: 'buyer', insurance: null },
  FCA: { freight: 'buyer', insurance: null },
  FAS: { freight: 'buyer', insurance: null },
  FOB: { freight: 'buyer', insurance: null },
  CFR: { freight: 'seller', insurance: null },
  CPT: { freight: 'seller', insurance: null },
  CIF: { freight: 'seller', insurance: 'seller' },
  CIP: { freight: 'seller', insurance: 'seller' },
  DAP: { freight: 'seller', insurance: null },
  DPU: { freight: 'seller', insurance: null },
  DDP: { freight: 'seller', insurance: null },
};

/** Where the carriage is the buyer's risk, a seller who insures pays for another's risk. */
const buyersRisk = new Set(['EXW', 'FCA', 'FAS', 'FOB', 'CFR', 'CPT']);

const auditCharges = ({ stated, agreed }: TermsElement): Finding[] => {
  const { incoterm } = stated.tradeTerm;
  const rule = bearers[incoterm];
  if (rule === undefined)
    return [
      finding(
        'orders.audit.trade-term-unknown',
        'confirm',
        { en: `${incoterm || 'Nothing'} is no Incoterm of 2020`, zh: `${incoterm || '空'} 不是 Incoterms 2020 术语` },
        { incoterm },
      ),
    ];
  const insurance = rule.insurance ?? (buyersRisk.has(incoterm) ? 'buyer' : 'seller');
  return [
    ...auditBearer('freight', { en: 'freight', zh: '运费' }, incoterm, stated.charges.freight, rule.freight),
    ...auditBearer('insurance', { en: 'insurance', zh: '保险费' }, incoterm, stated.charges.insurance, insurance),
    ...auditCertification(stated.charges.certification, agreed.charges.certification),
  ];
};

const auditBearer = (
  charge: 'freight' | 'insurance',
  name: { en: string; zh: string },
  incoterm: string,
  stated: Bearer | null,
  due: Bearer,
): Finding[] => {
  if (stated === null || stated === due) return [];
  return [
    finding(
      `orders.audit.${charge}-contradicts-term`,
      'confirm',
      {
        en: `Under ${incoterm} the ${due} bears the ${name.en}, the order says the ${stated}`,
        zh: `${incoterm} 下${name.zh}由 ${due} 承担，订单写明由 ${stated} 承担`,
      },
      { incoterm, charge, stated, due },
    ),
  ];
};

const auditCertification = (stated: Bearer | null, agreed: Bearer | null): Finding[] => {
  if (stated === null && agreed === null)
    return [
      finding('orders.audit.certification-open', 'confirm', {
        en: 'Nobody said who bears the certification',
        zh: '未约定认证费由谁承担',
      }),
    ];
  if (stated === null || agreed === null || stated === agreed) return [];
  return [
    finding(
      'orders.audit.certification-differs',
      'confirm',
      {
        en: `The order puts the certification on the ${stated}, agreed is the ${agreed}`,
        zh: `订单写明认证费由 ${stated} 承担，约定为 ${agreed}`,
      },
      { stated, agreed },
    ),
  ];
};

const auditPaymentTerms = ({ stated, agreed }: TermsElement): Finding[] => {
  if (isCustomary(stated.paymentWords, agreed.paymentTerms)) return [];
  const customary = agreed.paymentTerms.map((term) => `${term.stage} ${term.percent} %`).join(', ');
  return [
    finding(
      'orders.audit.payment-terms-differ',
      'confirm',
      {
        en: `"${stated.paymentWords}" is not customary, agreed is ${customary}`,
        zh: `"${stated.paymentWords}" 不是惯用付款条件，约定为 ${customary}`,
      },
      { stated: stated.paymentWords, agreed: customary },
    ),
  ];
};
