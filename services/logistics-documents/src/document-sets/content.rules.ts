import type { Money, Quantity } from '@tradeloom/kernel';
import type { WoodPacking } from '../compliance/wood-packing.rules.ts';
import type { TradeTerm } from '../orders/export-terms.rules.ts';
import type { Party } from '../parties/party.rules.ts';
import type { Container } from '../shipments/container.rules.ts';
import type { ShippingInstruction } from '../shipments/shipment.rules.ts';

/** What both sides agreed: the documents are held against it. */
export interface Contract {
  readonly numbers: readonly string[];
  readonly date: string;
  readonly seller: Party;
  readonly buyer: Party;
  readonly producer: Party;
  readonly tradeTerm: TradeTerm;
  readonly currency: string;
  readonly destinationCountry: string;
  /** HS code by shipment line. */
  readonly hsCodes: Readonly<Record<number, string>>;
}

export interface InvoiceLine {
  readonly line: number;
  readonly orderId: string;
  readonly customerOrder: string;
  readonly customerLine: string;
  readonly lineId: string;
  readonly scheduleId: string;
  readonly item: string;
  readonly buyerItem: string;
  readonly description: string;
  readonly hsCode: string;
  readonly originCountry: string;
  readonly quantity: Quantity;
  readonly unitPrice: string;
  readonly amount: string;
}

/** Commercial invoice 商业发票: every amount exact to the currency's minor unit. */
export interface CommercialInvoice {
  readonly number: string;
  readonly date: string;
  readonly contractNumbers: readonly string[];
  readonly seller: Party;
  readonly buyer: Party;
  readonly tradeTerm: TradeTerm;
  readonly paymentTerms: string;
  readonly vessel: string;
  readonly voyage: string;
  readonly portOfLoading: string;
  readonly portOfDischarge: string;
  readonly marks: string;
  readonly currency: string;
  readonly lines: readonly InvoiceLine[];
  readonly total: Money;
  readonly amountInWords: string;
}

export interface PackingRow {
  readonly line: number;
  readonly item: string;
  readonly description: string;
  readonly from: number;
  readonly to: number;
  readonly cartons: number;
  readonly quantityPerCarton: string;
  readonly quantity: Quantity;
  readonly netKg: string;
  readonly grossKg: string;
  readonly lengthCm: string;
  readonly widthCm: string;
  readonly heightCm: string;
}

/** Packing list 装箱单: weights of a row are of one carton, totals of all, kg and m3. */
export interface PackingList {
  readonly number: string;
  readonly date: string;
  readonly invoiceNumber: string;
  readonly seller: Party;
  readonly buyer: Party;
  readonly marks: string;
  readonly rows: readonly PackingRow[];
  readonly packages: number;
  readonly netKg: string;
  readonly grossKg: string;
  readonly volumeM3: string;
  readonly containers: readonly Container[];
  readonly woodPacking: WoodPacking;
  readonly ippcMark: string | null;
}

export interface StatutoryQuantity {
  readonly value: string;
  readonly unitZh: string;
  readonly measures: 'pieces' | 'net-weight';
}

export interface DeclarationLine {
  readonly line: number;
  readonly codeTs: string;
  readonly nameZh: string;
  readonly declaredElements: string;
  readonly quantity: Quantity;
  readonly declaredUnitZh: string;
  readonly statutory: readonly StatutoryQuantity[];
  readonly netKg: string;
  /** Four decimals, as the single window takes it. */
  readonly price: string;
  readonly total: string;
  readonly originCountry: string;
  readonly destinationCountry: string;
  readonly sourceDistrict: string;
}

/** Draft of the export declaration 出口报关单草单; codes as the single window spells them. */
export interface DeclarationDraft {
  readonly declareBy: string;
  readonly draftedOn: string;
  readonly consignor: Party;
  readonly overseasConsignee: Party;
  readonly producer: Party;
  /** 运输方式 */
  readonly trafMode: '2';
  readonly vessel: string;
  readonly voyage: string;
  readonly billNumber: string;
  /** 监管方式 0110 一般贸易 */
  readonly tradeMode: '0110';
  /** 征免性质 101 一般征税 */
  readonly cutMode: '101';
  readonly contractNumbers: readonly string[];
  readonly tradeCountry: string;
  readonly arrivalCountry: string;
  readonly portOfExit: string;
  readonly portOfDestination: string;
  readonly wrapType: string;
  readonly packages: number;
  readonly grossKg: string;
  readonly netKg: string;
  /** 成交方式 */
  readonly transMode: string;
  readonly marks: string;
  readonly currency: string;
  readonly containers: readonly Container[];
  readonly lines: readonly DeclarationLine[];
}

export interface Certificate {
  readonly kind: string;
  readonly number: string;
}

/** What one version of a document set says, whole and canonical: the PDFs are drawn from it. */
export interface SetContent {
  readonly contract: Contract;
  readonly instruction: ShippingInstruction;
  readonly invoice: CommercialInvoice;
  readonly packingList: PackingList;
  readonly declaration: DeclarationDraft;
  readonly certificates: readonly Certificate[];
  /** When each line's lot was released by final inspection, by shipment line. */
  readonly inspectedOn: Readonly<Record<number, string>>;
}
