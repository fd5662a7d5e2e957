import { addDays } from '@tradeloom/kernel';
import { isContainerNumber } from '../../shipments/container.rules.ts';
import type { DocumentKind } from '../finding.rules.ts';
import { documentName } from '../finding.rules.ts';
import { freightTermOf, sellerInsures, transModeOf } from '../trade-term.rules.ts';
import { type Agreement, type Breach, overall, type Rule, sameText, sameWords, says } from './check.rules.ts';

const port = (
  subject: Agreement['subject'],
  of: 'portOfLoading' | 'portOfDischarge',
  declared: 'portOfExit' | 'portOfDestination',
): Agreement => ({
  id: 'DC17',
  severity: 'error',
  subject,
  groups: ({ booking, invoice, declaration, billOfLading }) =>
    overall(
      says('booking', booking?.[of].locode),
      says('commercial-invoice', invoice?.[of]),
      says('bill-of-lading', billOfLading?.[of]),
      says('customs-declaration', declaration?.[declared]),
    ),
  same: sameText,
});

const portOfLoading = port({ en: 'Port of loading', zh: '装货港' }, 'portOfLoading', 'portOfExit');
const portOfDischarge = port({ en: 'Port of discharge', zh: '卸货港' }, 'portOfDischarge', 'portOfDestination');

const conveyance = (subject: Agreement['subject'], of: 'vessel' | 'voyage'): Agreement => ({
  id: 'DC18',
  severity: 'error',
  subject,
  groups: ({ booking, invoice, declaration, billOfLading }) =>
    overall(
      says('booking', booking?.[of]),
      says('commercial-invoice', invoice?.[of]),
      says('bill-of-lading', billOfLading?.[of]),
      says('customs-declaration', declaration?.[of]),
    ),
  same: sameWords,
});

/** A declaration drawn up before the bill was drafted names none: that is no difference. */
const billNumber: Agreement = {
  id: 'DC18',
  severity: 'error',
  subject: { en: 'Bill of lading number', zh: '提单号' },
  groups: ({ billOfLading, declaration }) =>
    overall(says('bill-of-lading', billOfLading?.number), says('customs-declaration', declaration?.billNumber)),
  same: sameText,
};

const listed = (containers: readonly { readonly number: string; readonly seal: string }[] | undefined): string =>
  (containers ?? [])
    .map(({ number, seal }) => `${number}/${seal}`)
    .sort()
    .join(' ');

/** Of loaded goods, a document without a container says something else than the loading report. */
const orNone = (containers: string): string => containers || '-';

const containers: Agreement = {
  id: 'DC19',
  severity: 'error',
  subject: { en: 'Container and seal', zh: '箱号与封号' },
  groups: (set) =>
    overall(
      says('loading-report', listed(set.containers)),
      ...(set.containers.length === 0
        ? []
        : [
            says('packing-list', set.packingList && orNone(listed(set.packingList.containers))),
            says('bill-of-lading', set.billOfLading && orNone(listed(set.billOfLading.containers))),
            says('customs-declaration', set.declaration && orNone(listed(set.declaration.containers))),
          ]),
    ),
  same: sameText,
};

const containerNumbers: Rule = {
  id: 'DC19',
  severity: 'error',
  breaches: ({ billOfLading }) =>
    (billOfLading?.containers ?? [])
      .filter(({ number }) => !isContainerNumber(number))
      .map(({ number }) => ({
        documents: ['bill-of-lading', 'bill-of-lading'],
        values: [number, ''],
        text: {
          en: `${number} on the bill of lading is no container number of ISO 6346`,
          zh: `提单上的集装箱号 ${number} 不符合 ISO 6346`,
        },
      })),
};

interface Dated {
  readonly document: DocumentKind;
  readonly what: { readonly en: string; readonly zh: string };
  readonly on: string | undefined;
}

const notAfter = (first: Dated, then: Dated): Breach[] => {
  if (!first.on || !then.on || first.on <= then.on) return [];
  return [
    {
      documents: [first.document, then.document],
      values: [first.on, then.on],
      text: {
        en: `${first.what.en} on ${first.on} comes after ${then.what.en} on ${then.on}`,
        zh: `${first.what.zh}（${first.on}）晚于${then.what.zh}（${then.on}）`,
      },
    },
  ];
};

const dated = (document: DocumentKind, on: string | undefined, en: string, zh: string): Dated => ({
  document,
  on,
  what: { en: `${documentName[document].en} ${en}`, zh: `${documentName[document].zh}${zh}` },
});

/** contract <= invoice <= sailing; declared 24 hours before loading on the vessel; inspected before sailing. */
const dates: Rule = {
  id: 'DC20',
  severity: 'error',
  breaches: ({ contract, invoice, declaration, booking, inspectedOn }) => {
    // the vessel booked now, which may leave earlier than the one the declaration was drafted for
    const deadline = booking ? addDays(booking.etd, -1) : declaration?.declareBy;
    const sailing = dated('booking', booking?.etd, 'departure', '开航');
    const invoiceDate = dated('commercial-invoice', invoice?.date, 'date', '日期');
    return [
      ...notAfter(dated('contract', contract?.date, 'date', '日期'), invoiceDate),
      ...notAfter(invoiceDate, sailing),
      ...notAfter(
        dated('customs-declaration', declaration?.draftedOn, 'draft', '制单'),
        dated('customs-declaration', deadline, 'deadline', '申报期限'),
      ),
      ...Object.values(inspectedOn).flatMap((on) =>
        notAfter(dated('inspection-report', on, 'release', '放行'), sailing),
      ),
    ];
  },
};

const tradeTerm: Agreement = {
  id: 'DC21',
  severity: 'error',
  subject: { en: 'Trade term', zh: '贸易术语' },
  groups: ({ contract, invoice }) => {
    const words = (term: { incoterm: string; edition: string; place: string } | undefined): string =>
      term ? `${term.incoterm} ${term.place} Incoterms ${term.edition}` : '';
    return overall(says('contract', words(contract?.tradeTerm)), says('commercial-invoice', words(invoice?.tradeTerm)));
  },
  same: sameWords,
};

const declaredTerm: Agreement = {
  id: 'DC21',
  severity: 'error',
  subject: { en: 'Customs transaction mode', zh: '成交方式' },
  groups: ({ contract, declaration }) =>
    overall(
      says('contract', contract && transModeOf(contract.tradeTerm.incoterm)),
      says('customs-declaration', declaration?.transMode),
    ),
  same: sameText,
};

const freight: Agreement = {
  id: 'DC21',
  severity: 'error',
  subject: { en: 'Freight', zh: '运费支付方式' },
  groups: ({ contract, billOfLading }) =>
    overall(
      says('contract', contract && freightTermOf(contract.tradeTerm.incoterm)),
      says('bill-of-lading', billOfLading?.freightTerm),
    ),
  same: sameText,
};

const insuranceCertificate = 'INSURANCE-POLICY';

const insurance: Agreement = {
  id: 'DC21',
  severity: 'error',
  subject: { en: 'Insurance document', zh: '保险单' },
  groups: ({ contract, certificates }) =>
    contract
      ? overall(
          says('contract', sellerInsures(contract.tradeTerm.incoterm) ? 'yes' : 'no'),
          says('certificate', certificates.some((c) => c.kind === insuranceCertificate) ? 'yes' : 'no'),
        )
      : [],
  same: sameText,
};

export const transportChecks = [
  portOfLoading,
  portOfDischarge,
  conveyance({ en: 'Vessel', zh: '船名' }, 'vessel'),
  conveyance({ en: 'Voyage', zh: '航次' }, 'voyage'),
  billNumber,
  containers,
  containerNumbers,
  dates,
  tradeTerm,
  declaredTerm,
  freight,
  insurance,
];
