/** What a shipment carried of one order line, of all its schedules together. */
export interface ShippedGoods {
  readonly orderId: string;
  readonly customerOrder: string;
  readonly customerLine: string;
  readonly lineId: string;
  readonly item: string;
  readonly quantity: string;
  readonly unit: string;
}

/** One line of the customer's report; a lot of a line may be a line of its own. Quantities are decimal strings. */
export interface ReportedLine {
  readonly orderNumber: string;
  readonly line: string;
  readonly received: string;
  readonly accepted: string;
  readonly rejected: string;
  /** Of the rejected; null where the customer does not say. */
  readonly damaged: string | null;
  readonly unit: string;
  readonly lot: string | null;
  readonly reason: string | null;
}

/** One report as it came in; a later revision of the same number corrects it, and both stay. */
export interface ReceiptReport {
  readonly number: string;
  readonly revision: number;
  readonly receivedOn: string;
  readonly recordedOn: string;
  readonly lines: readonly ReportedLine[];
}

/** Of each report its last revision. */
export const inForce = (reports: readonly ReceiptReport[]): ReceiptReport[] =>
  reports.filter((report) => !reports.some((r) => r.number === report.number && r.revision > report.revision));

const isSameLine = (a: ReportedLine, b: ReportedLine | undefined): boolean =>
  b !== undefined && (Object.keys(a) as (keyof ReportedLine)[]).every((field) => a[field] === b[field]);

/** Whether a report says what its number said before. */
export const saysTheSame = (
  a: Pick<ReceiptReport, 'receivedOn' | 'lines'>,
  b: Pick<ReceiptReport, 'receivedOn' | 'lines'>,
): boolean =>
  a.receivedOn === b.receivedOn &&
  a.lines.length === b.lines.length &&
  a.lines.every((line, index) => isSameLine(line, b.lines[index]));
