import {
  type Inspection,
  newInspection,
  type Subject,
} from '../../services/quality/src/inspections/inspection.rules.ts';
import type { Manual } from '../../services/quality/src/manuals/manual.rules.ts';

export const goods: Subject = {
  orderId: 'o1',
  lineId: 'l1',
  scheduleId: 's1',
  receiptId: 'r1',
  line: '1',
  lot: 'B1',
  item: 'TS-04',
  maker: 'hengda',
  receiver: 'eastbridge',
  quantity: '500',
  unit: 'PCE',
};

export const manual: Manual = {
  item: 'TS-04',
  manualVersion: '3',
  specification: {
    standard: { edition: 'iso1999', level: 'II', aql: { critical: '0', major: '2.5', minor: '4.0' } },
    checkpoints: [],
  },
  id: 'manual.TS-04.3',
  version: 0,
  parties: [],
  effectiveFrom: '2025-01-15',
  hash: 'as signed',
  signatures: [],
};

/** What an inspector may bring back: all is well, a scratch, a dangerous piece, too small a sample. */
export const results = [
  { inspected: 80, defects: {}, findings: [], setAside: '0' },
  { inspected: 80, defects: { minor: 2 }, findings: [], setAside: '2' },
  { inspected: 80, defects: { critical: 1 }, findings: [], setAside: '0' },
  { inspected: 5, defects: {}, findings: [], setAside: '0' },
  { inspected: 80, defects: {}, findings: [], setAside: '501' },
];

/** As the doors keep it: what fell due is planned, or a new inspection where nothing did. */
export const toPlan = (
  inspections: readonly Inspection[],
  kind: Inspection['kind'],
): { at: number; inspection: Inspection } => {
  const due = inspections.findIndex(({ status }) => status === 'due');
  const at = due < 0 ? inspections.length : due;
  return { at, inspection: inspections[at] ?? newInspection(`i${at}`, kind, goods) };
};
