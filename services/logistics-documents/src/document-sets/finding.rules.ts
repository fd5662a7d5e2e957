import { create, type } from '@tradeloom/contracts';
import type { Text } from '@tradeloom/kernel';

export type DocumentKind =
  | 'contract'
  | 'shipping-instruction'
  | 'commercial-invoice'
  | 'packing-list'
  | 'customs-declaration'
  | 'bill-of-lading'
  | 'booking'
  | 'loading-report'
  | 'inspection-report'
  | 'certificate';

export const documentName: Readonly<Record<DocumentKind, Text>> = {
  contract: { en: 'contract', zh: '合同' },
  'shipping-instruction': { en: 'shipping instruction', zh: '提单指示' },
  'commercial-invoice': { en: 'commercial invoice', zh: '商业发票' },
  'packing-list': { en: 'packing list', zh: '装箱单' },
  'customs-declaration': { en: 'customs declaration', zh: '报关单' },
  'bill-of-lading': { en: 'bill of lading', zh: '提单' },
  booking: { en: 'booking', zh: '订舱单' },
  'loading-report': { en: 'loading report (VGM)', zh: '装柜单（VGM）' },
  'inspection-report': { en: 'inspection report', zh: '检验报告' },
  certificate: { en: 'certificate', zh: '证书' },
};

export type Severity = 'error' | 'warning';

/** Two documents and what each of them says. */
export interface DocumentFinding {
  /** Id of the check, `DC02`. */
  readonly check: string;
  readonly severity: Severity;
  readonly documents: readonly [DocumentKind, DocumentKind];
  readonly values: readonly [string, string];
  readonly text: Text;
}

export const errorsIn = (findings: readonly DocumentFinding[]): number =>
  findings.filter((f) => f.severity === 'error').length;

export const toFinding = ({ check, severity, documents, values, text }: DocumentFinding): type.Finding =>
  create(type.FindingSchema, {
    code: check,
    severity: severity === 'error' ? 'block' : 'warning',
    text,
    facts: { firstDocument: documents[0], first: values[0], secondDocument: documents[1], second: values[1] },
  });
