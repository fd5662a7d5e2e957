import { create, logistics } from '@tradeloom/contracts';
import { type Announcement, announce, type Decision, DomainError, type Outcome, unchanged } from '@tradeloom/kernel';
import type { Shipment } from '../shipments/shipment.rules.ts';
import type { SetContent } from './content.rules.ts';
import { crossCheck, setBeside } from './cross-check.rules.ts';
import { type DocumentFinding, errorsIn, toFinding } from './finding.rules.ts';

export const reviewLevels = ['first', 'final'] as const;
export type ReviewLevel = (typeof reviewLevels)[number];
export const verdicts = ['approved', 'returned'] as const;
export type Verdict = (typeof verdicts)[number];

export type DocumentSetStatus = 'made' | 'first-approved' | 'approved' | 'returned' | 'superseded';

export interface Review {
  readonly level: ReviewLevel;
  readonly verdict: Verdict;
  readonly findings: readonly string[];
  readonly by: string;
  readonly at: string;
}

/** One version of a shipment's documents. Immutable but for its reviews; a correction is the next version. */
export interface DocumentSet {
  readonly id: string;
  readonly version: number;
  readonly parties: readonly string[];
  readonly shipmentId: string;
  readonly shipmentNumber: string;
  readonly orderIds: readonly string[];
  readonly factory: string;
  readonly customer: string;
  readonly setVersion: number;
  readonly status: DocumentSetStatus;
  readonly maker: string;
  readonly madeAt: string;
  readonly content: SetContent;
  /** As found by the last check, with the B/L draft's revision it saw; 0 for none. */
  readonly findings: readonly DocumentFinding[];
  readonly draftRevision: number;
  readonly reviews: readonly Review[];
}

/** Who hears of a set's progress; amounts are told to its parties only. */
export const openSides = ({ parties, factory }: DocumentSet): string[] => [...new Set([...parties, factory])];

export const head = ({ id, shipmentId, shipmentNumber }: DocumentSet, orderId: string) => ({
  documentSetId: id,
  shipmentId,
  number: shipmentNumber,
  orderId,
});

const checked = (set: DocumentSet): Announcement[] =>
  set.orderIds.map((orderId) =>
    create(logistics.DocumentsCrossCheckedSchema, {
      ...head(set, orderId),
      errors: errorsIn(set.findings),
      findings: set.findings.map(toFinding),
    }),
  );

const checkedBeside = (set: DocumentSet, shipment: Shipment): DocumentSet => ({
  ...set,
  findings: crossCheck(setBeside(set.content, shipment)),
  draftRevision: shipment.draft?.revision ?? 0,
});

export interface Making {
  readonly id: string;
  readonly setVersion: number;
  readonly maker: string;
  readonly at: Date;
  readonly content: SetContent;
  readonly documents: readonly { readonly kind: string }[];
}

/** The shipment as its documents were drawn from it: whatever changed meanwhile belongs on them. */
export const mustBeUnmoved =
  (read: Shipment) =>
  (shipment: Shipment): Shipment => {
    if (shipment.version === read.version && shipment.setVersions === read.setVersions) return shipment;
    throw new DomainError(
      'logistics.document-set.shipment-moved',
      {
        en: 'The shipment changed while its documents were made: make them again',
        zh: '制单期间装运已变更，请重新制单',
      },
      { shipment: shipment.number },
      'conflict',
    );
  };

/** Makes a version of the set and checks it at once. It is the trader's own until it is approved. */
export const makeDocumentSet = (making: Making, shipment: Shipment): Outcome<DocumentSet> => {
  const { id, setVersion, maker, at, content, documents } = making;
  const made: DocumentSet = {
    id,
    version: 0,
    parties: [shipment.trader],
    shipmentId: shipment.id,
    shipmentNumber: shipment.number,
    orderIds: shipment.orderIds,
    factory: shipment.factory,
    customer: shipment.customer,
    setVersion,
    status: 'made',
    maker,
    madeAt: at.toISOString(),
    content,
    findings: [],
    draftRevision: 0,
    reviews: [],
  };
  const state = checkedBeside(made, shipment);
  const events = state.orderIds.map((orderId) =>
    announce(
      create(logistics.DocumentSetMadeSchema, {
        ...head(state, orderId),
        setVersion,
        documents: documents.map((d) => d.kind),
      }),
      openSides(state),
    ),
  );
  return { state, events: [...events, ...checked(state)] };
};

/** While reviews are open the findings are those of this moment; afterwards, those the verdict was given on. */
export const presentFindings = (set: DocumentSet, shipment: Shipment): readonly DocumentFinding[] =>
  set.status === 'made' || set.status === 'first-approved' ? checkedBeside(set, shipment).findings : set.findings;

/** Checks the set again beside what the forwarder says now; tells it only when something is new. */
export const checkAgain =
  (shipment: Shipment): Decision<DocumentSet> =>
  (set) => {
    if (set.status !== 'made' && set.status !== 'first-approved') return unchanged(set);
    const state = checkedBeside(set, shipment);
    const news = state.draftRevision !== set.draftRevision || errorsIn(state.findings) !== errorsIn(set.findings);
    return news ? { state, events: checked(state) } : unchanged(set);
  };

/** A newer version takes over; approved or not, this one is history. */
export const supersede: Decision<DocumentSet> = (set) => ({ state: { ...set, status: 'superseded' }, events: [] });
