import { quality } from '@tradeloom/contracts';
import type { Manual } from '../manuals/manual.rules.ts';
import { concludeInspection, isPackingHeld, packingHeldBy, type Results, releasePacking } from './conclusion.rules.ts';
import {
  assertMayIsolate,
  entrustInspection,
  fallDue,
  type Inspection,
  type InspectionKind,
  newInspection,
  type PlanInput,
  planInspection,
  type Subject,
} from './inspection.rules.ts';

const specification: Manual['specification'] = {
  standard: { edition: 'iso1999', level: 'II', aql: { critical: '0', major: '2.5', minor: '4.0' } },
  checkpoints: [],
};
const content = { item: 'KT-18', manualVersion: '3', specification };
const manual: Manual = {
  ...content,
  id: 'manual.KT-18.3',
  version: 0,
  parties: [],
  effectiveFrom: '2025-01-15',
  hash: 'as signed',
  signatures: [],
};
const subject: Subject = {
  orderId: 'o1',
  lineId: 'l1',
  scheduleId: 's1',
  receiptId: null,
  line: null,
  lot: null,
  item: 'KT-18',
  maker: 'hengda',
  receiver: 'eastbridge',
  quantity: '1200',
  unit: 'PCE',
};
const input: PlanInput = {
  manual,
  modes: {},
  quantity: '1200',
  lotId: 'lot1',
  attempt: 1,
  house: 'verity',
  isolated: false,
  underHold: false,
  on: '2027-01-18',
};
const planned = (kind: InspectionKind, more: Partial<PlanInput> = {}): Inspection =>
  planInspection({ ...input, ...more })(newInspection('i1', kind, subject)).state;
const clean: Results = { inspected: 80, defects: {}, findings: [], setAside: '0' };
const finding = {
  code: 'KT18-FINISH',
  defectClass: 'minor' as const,
  pieces: 3,
  text: { en: 'Scratches', zh: '划痕' },
};
const ivy = { organisation: 'verity', login: 'ivy.tang' };
const conclude = (results: Partial<Results>, by = ivy) =>
  concludeInspection({ ...clean, ...results }, by, '2027-01-19');
const names = (events: readonly unknown[]) =>
  events.map((event) => (event as { $typeName: string }).$typeName.split('.').at(-1));

describe('an inspection', () => {
  it('falls due by rule, before anybody plans it', () => {
    const { state, events } = fallDue('i1', 'dupro', subject, '2026-12-30');
    expect(state).toMatchObject({ status: 'due', dueOn: '2026-12-30', parties: ['hengda', 'eastbridge'] });
    expect(events).toMatchObject([
      { $typeName: quality.InspectionFellDueSchema.typeName, kind: 'dupro', scheduleId: 's1' },
    ]);
  });

  it('is planned once, from the manual, with a plan per defect class', () => {
    const { state, events } = planInspection(input)(newInspection('i1', 'final', subject));
    expect(state).toMatchObject({ status: 'planned', manualVersion: '3', house: 'verity' });
    expect(state.parties).toEqual(['hengda', 'eastbridge', 'verity']);
    const [event] = events as [quality.InspectionPlanned];
    expect(event).toMatchObject({ mode: 'normal', attempt: 1, lotId: 'lot1' });
    expect(event.classes.map(({ defectClass, aql, n, ac, re }) => [defectClass, aql, n, ac, re])).toEqual([
      ['critical', '', 80, 0, 1],
      ['major', '2.5', 80, 5, 6],
      ['minor', '4.0', 80, 7, 8],
    ]);
    expect(() => planInspection(input)(state)).toThrow('quality.inspection.already-planned');
  });

  it('takes a part of a unit for one, where goods come by weight or length', () => {
    const { state } = planInspection({ ...input, quantity: '500.4' })(newInspection('i1', 'incoming', subject));
    expect([state.quantity, state.classes.map(({ codeLetter, n }) => [codeLetter, n]).at(-1)]).toEqual([
      '500.4',
      ['J', 80],
    ]);
  });

  it('is of an isolated lot only where the receiving side says so', () => {
    expect(() => assertMayIsolate(subject, 'hengda')).toThrow('quality.inspection.isolated-by-receiver');
    expect(() => assertMayIsolate(subject, 'eastbridge')).not.toThrow();
  });

  it('is called by the strictest mode of its classes', () => {
    const { events } = planInspection({ ...input, modes: { minor: 'tightened' } })(
      newInspection('i1', 'final', subject),
    );
    expect(events).toMatchObject([{ mode: 'tightened' }]);
  });

  it('is concluded by the named house only', () => {
    expect(() => conclude({}, { organisation: 'hengda', login: 'ma.chao' })(planned('final'))).toThrow(
      'quality.inspection.other-house',
    );
    expect(
      conclude({}, { organisation: 'hengda', login: 'ma.chao' })(planned('final', { house: null })).state.verdict,
    ).toBe('accepted');
  });

  it('is given to another house by the receiving side, while it is planned', () => {
    const given = entrustInspection('probus', 'eastbridge')(planned('final'));
    expect(given.state).toMatchObject({ house: 'probus', parties: ['hengda', 'eastbridge', 'probus'] });
    expect(given.events).toMatchObject([{ $typeName: quality.InspectionPlannedSchema.typeName, attempt: 1 }]);
    expect(entrustInspection('probus', 'eastbridge')(given.state).events).toEqual([]);
    expect(entrustInspection(null, 'eastbridge')(given.state).state.parties).toEqual(['hengda', 'eastbridge']);
    expect(() => entrustInspection(null, 'hengda')(planned('final'))).toThrow(
      'quality.inspection.entrusted-by-receiver',
    );
    expect(() => entrustInspection(null, 'eastbridge')(conclude({})(planned('final')).state)).toThrow(
      'quality.inspection.not-planned',
    );
  });

  it('needs the whole sample, and no second conclusion', () => {
    expect(() => conclude({ inspected: 79 })(planned('final'))).toThrow('quality.inspection.sample-too-small');
    expect(() => conclude({})(conclude({})(planned('final')).state)).toThrow('quality.inspection.not-planned');
  });
});

describe('the verdict', () => {
  it('of a final inspection is about the lot', () => {
    expect(conclude({ defects: { major: 5, minor: 7 } })(planned('final')).state.verdict).toBe('accepted');
    const { state, events } = conclude({ defects: { major: 6 }, findings: [finding] })(planned('final'));
    expect(state).toMatchObject({ verdict: 'not-accepted', concludedBy: 'ivy.tang', accepted: '0', rejected: '1200' });
    expect(events).toMatchObject([
      { verdict: 'not-accepted', lotQuantity: '1200', findings: [{ code: 'KT18-FINISH' }] },
    ]);
  });

  it('of an incoming inspection counts the pieces accepted and rejected', () => {
    const { events } = conclude({ defects: { minor: 2 }, setAside: '2' })(planned('incoming'));
    expect(events).toMatchObject([{ supplier: 'hengda', verdict: 'accepted', accepted: '1198', rejected: '2' }]);
    expect(() => conclude({ setAside: '1201' })(planned('incoming'))).toThrow('quality.inspection.too-many-set-aside');
  });

  it('of a lot needs every finding among the defects that are counted, or among graver ones', () => {
    const onThree = { ...finding, defectClass: 'critical' as const };
    expect(() => conclude({ findings: [onThree] })(planned('final'))).toThrow('quality.inspection.finding-not-counted');
    expect(() => conclude({ defects: { minor: 2 }, findings: [finding] })(planned('incoming'))).toThrow(
      'quality.inspection.finding-not-counted',
    );
    expect(conclude({ defects: { major: 3 }, findings: [finding] })(planned('final')).state.verdict).toBe('accepted');
    const counted = conclude({ defects: { critical: 3 }, findings: [onThree] })(planned('final'));
    expect(counted.state.verdict).toBe('not-accepted');
  });

  it('of an in-process inspection is only what was found', () => {
    const { state, events } = conclude({ findings: [finding] })(planned('in-process'));
    expect([state.verdict, state.accepted, names(events)]).toEqual(['findings', null, ['InspectionConcluded']]);
  });
});

describe('DUPRO', () => {
  it('holds the packing when it finds something, without a verdict on the lot', () => {
    const { state, events } = conclude({ findings: [finding] })(planned('dupro'));
    expect(names(events)).toEqual(['InspectionConcluded', 'PackingHeld']);
    expect(events[0]).toMatchObject({ verdict: 'findings', lotQuantity: '', accepted: '' });
    expect(isPackingHeld([state])).toBe(true);
  });

  it('lets packing go on when it finds nothing', () => {
    const { state, events } = conclude({})(planned('dupro'));
    expect(names(events)).toEqual(['InspectionConcluded']);
    expect(isPackingHeld([state])).toBe(false);
  });

  it('lifts the hold with a clean second look, and keeps it with another finding', () => {
    const first = conclude({ findings: [finding] })(planned('dupro')).state;
    const second = planned('dupro', { attempt: 2, underHold: true });
    const clear = conclude({})(second);
    expect(names(clear.events)).toEqual(['InspectionConcluded', 'PackingHoldLifted']);
    expect(isPackingHeld([first, clear.state])).toBe(false);
    const still = conclude({ defects: { major: 6 } })(second);
    expect(names(still.events)).toEqual(['InspectionConcluded']);
    expect(isPackingHeld([first, still.state])).toBe(true);
    expect(packingHeldBy([first, still.state])).toBe(still.state);
  });

  it('lets the trading company release the packing, once', () => {
    const held = conclude({ findings: [finding] })(planned('dupro')).state;
    const { state, events } = releasePacking('2027-01-20')(held);
    expect(names(events)).toEqual(['PackingHoldLifted']);
    expect(isPackingHeld([state])).toBe(false);
    expect(releasePacking('2027-01-21')(state).events).toEqual([]);
    expect(() => releasePacking('2027-01-21')(planned('final'))).toThrow('quality.inspection.holds-nothing');
  });
});
