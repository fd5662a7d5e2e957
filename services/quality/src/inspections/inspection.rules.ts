import { create, quality, type } from '@tradeloom/contracts';
import { decimal, type IsoDate, must, type Outcome, type Text, unchanged } from '@tradeloom/kernel';
import type { Manual } from '../manuals/manual.rules.ts';
import {
  type ClassPlan,
  type DefectClass,
  type Defects,
  type InspectionStandard,
  type Mode,
  planLot,
} from '../sampling/sampling.rules.ts';
import { strictest } from '../sampling/switching.rules.ts';

export type InspectionKind = 'incoming' | 'in-process' | 'dupro' | 'final';
export const inspectionKinds: readonly InspectionKind[] = ['incoming', 'in-process', 'dupro', 'final'];

/** What is looked at: a delivery of an order line, or a lot on a receipt line; and between whom. */
export interface Subject {
  readonly orderId: string;
  readonly lineId: string | null;
  readonly scheduleId: string | null;
  readonly receiptId: string | null;
  /** Line of the outsourcing order. */
  readonly line: string | null;
  /** The supplier's own lot number. */
  readonly lot: string | null;
  readonly item: string;
  /** Who made the goods. */
  readonly maker: string;
  /** Whom they are made for: decides about concessions. */
  readonly receiver: string;
  readonly quantity: string;
  readonly unit: string;
}

export interface InspectionFinding {
  readonly code: string;
  readonly defectClass: DefectClass;
  readonly pieces: number;
  readonly text: Text;
}

export interface Inspection extends Subject {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly kind: InspectionKind;
  readonly status: 'due' | 'planned' | 'concluded';
  /** The inspection house that was named; then only it may conclude. */
  readonly house: string | null;
  readonly lotId: string | null;
  readonly attempt: number;
  readonly manualId: string | null;
  readonly manualVersion: string | null;
  readonly standard: InspectionStandard | null;
  readonly classes: readonly ClassPlan[];
  /** A lot outside a continuing series does not switch. */
  readonly isolated: boolean;
  /** Packing was held when this DUPRO was planned. */
  readonly underHold: boolean;
  readonly releasedOn: IsoDate | null;
  /** DUPRO and in-process inspections have no verdict on the lot. */
  readonly verdict: 'accepted' | 'not-accepted' | 'findings' | 'no-findings' | null;
  readonly inspected: number | null;
  readonly defects: Defects;
  readonly findings: readonly InspectionFinding[];
  readonly accepted: string | null;
  readonly rejected: string | null;
  readonly dueOn: IsoDate | null;
  readonly plannedOn: IsoDate | null;
  readonly concludedOn: IsoDate | null;
  readonly concludedBy: string | null;
}

export const newInspection = (id: string, kind: InspectionKind, subject: Subject): Inspection => ({
  ...subject,
  id,
  version: 0,
  parties: [subject.maker, subject.receiver],
  kind,
  status: 'due',
  house: null,
  lotId: null,
  attempt: 1,
  manualId: null,
  manualVersion: null,
  standard: null,
  classes: [],
  isolated: false,
  underHold: false,
  releasedOn: null,
  verdict: null,
  inspected: null,
  defects: {},
  findings: [],
  accepted: null,
  rejected: null,
  dueOn: null,
  plannedOn: null,
  concludedOn: null,
  concludedBy: null,
});

/** The identity of the inspected thing, as events spell it. */
export const subjectOf = ({ orderId, lineId, scheduleId, receiptId, item }: Subject) => ({
  orderId,
  lineId: lineId ?? '',
  scheduleId: scheduleId ?? '',
  receiptId: receiptId ?? '',
  item,
});

/** The rule says that somebody must look. */
export const fallDue = (id: string, kind: InspectionKind, subject: Subject, on: IsoDate): Outcome<Inspection> => ({
  state: { ...newInspection(id, kind, subject), dueOn: on },
  events: [create(quality.InspectionFellDueSchema, { inspectionId: id, kind, ...subjectOf(subject) })],
});

/** An isolated lot escapes switching: only who takes the goods may say that it is one. */
export const assertMayIsolate = ({ receiver }: Pick<Subject, 'receiver'>, by: string): void =>
  must(by === receiver, 'quality.inspection.isolated-by-receiver', {
    en: 'The receiving side decides that a lot is isolated',
    zh: '孤立批由收货方认定',
  });

export interface PlanInput {
  readonly manual: Manual;
  readonly modes: Readonly<Partial<Record<DefectClass, Mode>>>;
  /** Pieces presented. */
  readonly quantity: string;
  readonly lotId: string | null;
  readonly attempt: number;
  readonly house: string | null;
  readonly isolated: boolean;
  readonly underHold: boolean;
  readonly on: IsoDate;
}

/** Units of product in a lot; of goods by weight or length, a part of a unit counts as one. */
export const lotSizeOf = (quantity: string): number => decimal(quantity).ceil().toNumber();

/** Draws the sampling plan of every defect class from the manual in force. */
export const planInspection =
  ({ manual, modes, quantity, lotId, attempt, house, isolated, underHold, on }: PlanInput) =>
  (inspection: Inspection): Outcome<Inspection> => {
    must(inspection.status === 'due', 'quality.inspection.already-planned', {
      en: 'This inspection is already planned',
      zh: '该检验已计划',
    });
    const { standard } = manual.specification;
    const classes = planLot(lotSizeOf(quantity), standard, modes);
    const parties = house === null ? inspection.parties : [...new Set([...inspection.parties, house])];
    const planned: Inspection = {
      ...inspection,
      parties,
      status: 'planned',
      house,
      lotId,
      attempt,
      isolated,
      underHold,
      quantity,
      manualId: manual.id,
      manualVersion: manual.manualVersion,
      standard,
      classes,
      plannedOn: on,
    };
    return { state: planned, events: [announced(planned)] };
  };

/** Gives a planned inspection to another house, or to the parties themselves: one that does not come holds the goods. */
export const entrustInspection =
  (house: string | null, by: string) =>
  (inspection: Inspection): Outcome<Inspection> => {
    must(inspection.status === 'planned', 'quality.inspection.not-planned', {
      en: 'Only a planned inspection can be given to another inspector',
      zh: '只有已计划的检验才能改派',
    });
    must(by === inspection.receiver, 'quality.inspection.entrusted-by-receiver', {
      en: 'The receiving side decides who inspects',
      zh: '由收货方指定检验方',
    });
    if (house === inspection.house) return unchanged(inspection);
    const { maker, receiver } = inspection;
    const parties = [...new Set([maker, receiver, ...(house === null ? [] : [house])])];
    const state: Inspection = { ...inspection, house, parties };
    return { state, events: [announced(state)] };
  };

const announced = (inspection: Inspection) =>
  create(quality.InspectionPlannedSchema, {
    ...subjectOf(inspection),
    inspectionId: inspection.id,
    kind: inspection.kind,
    lotId: inspection.lotId ?? '',
    attempt: inspection.attempt,
    mode: modeOf(inspection),
    classes: inspection.classes.map(({ defectClass, aql, letter, n, ac, re, mode }) => ({
      defectClass,
      aql: aql === '0' ? '' : aql,
      letter,
      n,
      ac,
      re,
      mode,
    })),
  });

/** The strictest mode of the classes that have an AQL. */
export const modeOf = ({ classes }: Pick<Inspection, 'classes'>): string =>
  strictest(classes.filter(({ aql }) => aql !== '0').map(({ mode }) => mode));

export const findingMessage = ({ code, defectClass, pieces, text }: InspectionFinding) =>
  create(type.FindingSchema, {
    code,
    severity: defectClass === 'critical' ? 'block' : 'warning',
    text: create(type.TextSchema, text),
    facts: { defectClass, pieces: String(pieces) },
  });
