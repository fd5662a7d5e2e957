import { create, quality } from '@tradeloom/contracts';
import { type Decision, type IsoDate, unchanged } from '@tradeloom/kernel';
import {
  type CertificateFinding,
  type Characteristic,
  type Conformity,
  findingsOf,
  type JudgedCharacteristic,
  judge,
  verdictOf,
} from './characteristic.rules.ts';

/** What a supplier measured on one lot, with our own verdict on his figures. 批次证书 */
export interface Certificate {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly supplier: string;
  readonly receiver: string;
  readonly reportNumber: string;
  /** Empty before the first report. */
  readonly reportDate: IsoDate;
  readonly line: string;
  readonly shipmentNumber: string;
  readonly orderNumber: string;
  readonly orderLine: string;
  /** The receiver's number for the item; empty where the report gives the supplier's alone. */
  readonly item: string;
  readonly sellerItem: string;
  readonly lot: string;
  readonly heat: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly note: string;
  readonly characteristics: readonly JudgedCharacteristic[];
  readonly verdict: Conformity;
  readonly findings: readonly CertificateFinding[];
  /** The report as it was given, to tell a repetition from another one. */
  readonly content: string;
}

export type Tested = Pick<
  Certificate,
  | 'supplier'
  | 'receiver'
  | 'reportNumber'
  | 'reportDate'
  | 'line'
  | 'shipmentNumber'
  | 'orderNumber'
  | 'orderLine'
  | 'item'
  | 'sellerItem'
  | 'lot'
  | 'heat'
  | 'quantity'
  | 'unit'
  | 'note'
> & { readonly characteristics: readonly Characteristic[] };

/** One certificate per lot and line of a report. */
export const certificateId = ({ receiver, supplier, reportNumber, line, lot }: Tested): string =>
  [receiver, supplier, reportNumber, line, lot].map(encodeURIComponent).join('/');

export const blankCertificate = (tested: Tested): Certificate => ({
  ...tested,
  id: certificateId(tested),
  version: 0,
  parties: [...new Set([tested.receiver, tested.supplier])],
  reportDate: '',
  characteristics: [],
  verdict: 'unjudged',
  findings: [],
  content: '',
});

/** The goods that a certificate is about, as far as they have arrived. */
export interface Goods {
  readonly orderId: string;
  readonly parties: readonly string[];
}

/** The report of a later day replaces an earlier one of the same number; the same said again changes nothing. */
export const takeCertificate =
  (tested: Tested, goods: readonly Goods[]): Decision<Certificate> =>
  (known) => {
    const content = JSON.stringify(tested);
    if (tested.reportDate < known.reportDate || content === known.content) return unchanged(known);
    const characteristics = tested.characteristics.map(judge);
    const findings = characteristics.flatMap(findingsOf);
    const parties = [...new Set([...known.parties, ...goods.flatMap((each) => each.parties)])];
    const state = {
      ...known,
      ...tested,
      parties,
      characteristics,
      findings,
      content,
      verdict: verdictOf(characteristics),
    };
    const { id, reportNumber, supplier, receiver, lot, verdict } = state;
    const event = create(quality.CertificateJudgedSchema, {
      certificateId: id,
      reportNumber,
      supplier,
      receiver,
      orderId: goods[0]?.orderId ?? '',
      item: state.item || state.sellerItem,
      lot,
      verdict,
      findings: findings.map((f) => ({ ...f, text: { ...f.text }, facts: { ...f.facts } })),
    });
    return { state, events: [event] };
  };

/** Who inspects the goods reads what was measured on them. */
export const showTo =
  (house: string): Decision<Certificate> =>
  (certificate) =>
    certificate.parties.includes(house)
      ? unchanged(certificate)
      : { state: { ...certificate, parties: [...certificate.parties, house] }, events: [] };

interface Delivered {
  readonly maker: string;
  readonly receiver: string;
  readonly item: string;
  readonly lot: string | null;
}

/** Whether a certificate speaks of this lot: of the same two parties, lot number and, where it names it, item. */
export const isAbout = (
  { supplier, receiver, lot, item }: Pick<Certificate, 'supplier' | 'receiver' | 'lot' | 'item'>,
  goods: Delivered,
): boolean =>
  lot !== '' &&
  lot === goods.lot &&
  supplier === goods.maker &&
  receiver === goods.receiver &&
  (item === '' || item === goods.item);
