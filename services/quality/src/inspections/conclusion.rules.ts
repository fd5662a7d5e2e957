import { create, quality } from '@tradeloom/contracts';
import { type DomainEvent, decimal, type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import { type Defects, defectClasses, judgeLot } from '../sampling/sampling.rules.ts';
import { findingMessage, type Inspection, type InspectionFinding, subjectOf } from './inspection.rules.ts';

/** What the inspector brings back. */
export interface Results {
  /** Pieces looked at. */
  readonly inspected: number;
  readonly defects: Defects;
  readonly findings: readonly InspectionFinding[];
  /** Pieces set aside although the lot was accepted; a lot that was not accepted is rejected as a whole. */
  readonly setAside: string;
}

export interface Inspector {
  readonly organisation: string;
  readonly login: string;
}

const hasLotVerdict = ({ kind }: Inspection): boolean => kind === 'incoming' || kind === 'final';

const assertMayConclude = (inspection: Inspection, by: Inspector): void => {
  must(
    inspection.status === 'planned',
    'quality.inspection.not-planned',
    {
      en: 'Only a planned inspection can be concluded',
      zh: '只有已计划的检验才能出结论',
    },
    { status: inspection.status },
  );
  must(
    inspection.house === null || inspection.house === by.organisation,
    'quality.inspection.other-house',
    {
      en: 'The named inspection house gives the results',
      zh: '应由指定的检验机构出具结果',
    },
    { house: inspection.house ?? '' },
  );
};

const assertWholeSample = ({ classes }: Inspection, inspected: number): void => {
  const asked = Math.max(...classes.map(({ n }) => n));
  must(
    inspected >= asked,
    'quality.inspection.sample-too-small',
    {
      en: 'Fewer pieces were inspected than the plan asks for',
      zh: '检验数量少于抽样方案要求',
    },
    { inspected, asked },
  );
};

/** Where a lot is judged: a piece with several defects counts once, in its gravest class, so a finding may be there. */
const assertCounted = (inspection: Inspection, { defects, findings }: Results): void => {
  if (!hasLotVerdict(inspection)) return;
  for (const { code, defectClass, pieces: found } of findings) {
    const asGrave = defectClasses.slice(0, defectClasses.indexOf(defectClass) + 1);
    const counted = asGrave.reduce((sum, each) => sum + (defects[each] ?? 0), 0);
    must(
      found <= counted,
      'quality.inspection.finding-not-counted',
      {
        en: `${code} was found on ${found} pieces, but only ${counted} defects of its class or a graver one are counted`,
        zh: `${code} 涉及 ${found} 件，但该类及更严重类别仅计 ${counted} 个缺陷`,
      },
      { code, defectClass, pieces: found, counted },
    );
  }
};

const pieces = (
  inspection: Inspection,
  lotAccepted: boolean,
  setAside: string,
): { accepted: string; rejected: string } => {
  const { quantity } = inspection;
  must(
    decimal(setAside).lte(quantity),
    'quality.inspection.too-many-set-aside',
    {
      en: 'More pieces were set aside than the lot has',
      zh: '剔除数量超过批量',
    },
    { setAside, quantity },
  );
  return lotAccepted
    ? { accepted: decimal(quantity).minus(setAside).toFixed(), rejected: decimal(setAside).toFixed() }
    : { accepted: '0', rejected: quantity };
};

/** What a DUPRO means for packing: findings hold it, a clean second look lifts the hold. */
const packingEvents = (inspection: Inspection, hasFindings: boolean): DomainEvent[] => {
  if (inspection.kind !== 'dupro' || hasFindings === inspection.underHold) return [];
  const { orderId, lineId, scheduleId, item } = subjectOf(inspection);
  const about = { orderId, lineId, scheduleId, item, inspectionId: inspection.id };
  return [hasFindings ? create(quality.PackingHeldSchema, about) : create(quality.PackingHoldLiftedSchema, about)];
};

/** The verdict of an inspection; what happens to the goods is decided separately. */
export const concludeInspection =
  (results: Results, by: Inspector, on: IsoDate) =>
  (inspection: Inspection): Outcome<Inspection> => {
    assertMayConclude(inspection, by);
    assertWholeSample(inspection, results.inspected);
    assertCounted(inspection, results);
    const { defects, findings, inspected } = results;
    const lot = judgeLot(inspection.classes, defects);
    const hasFindings = findings.length > 0 || !lot.accepted;
    const lotVerdict = lot.accepted ? 'accepted' : 'not-accepted';
    const verdict = hasLotVerdict(inspection) ? lotVerdict : hasFindings ? 'findings' : 'no-findings';
    const counted = hasLotVerdict(inspection)
      ? pieces(inspection, lot.accepted, results.setAside)
      : { accepted: null, rejected: null };
    const state: Inspection = {
      ...inspection,
      status: 'concluded',
      verdict,
      inspected,
      defects,
      findings,
      ...counted,
      concludedOn: on,
      concludedBy: by.login,
    };
    const { id: inspectionId, kind, attempt } = inspection;
    const concluded = create(quality.InspectionConcludedSchema, {
      ...subjectOf(inspection),
      inspectionId,
      kind,
      attempt,
      lotId: inspection.lotId ?? '',
      supplier: kind === 'incoming' ? inspection.maker : '',
      verdict,
      lotQuantity: hasLotVerdict(inspection) ? inspection.quantity : '',
      accepted: counted.accepted ?? '',
      rejected: counted.rejected ?? '',
      findings: findings.map(findingMessage),
      lot: inspection.lot ?? '',
      line: inspection.line ?? '',
      concludedOn: on,
    });
    return { state, events: [concluded, ...packingEvents(inspection, hasFindings)] };
  };

const newestFirst = (inspections: readonly Inspection[]): Inspection[] =>
  inspections.filter(({ kind }) => kind === 'dupro').sort((a, b) => b.attempt - a.attempt);

/** The look that holds the packing: the last concluded DUPRO, when it has findings that nobody released. */
export const packingHeldBy = (inspections: readonly Inspection[]): Inspection | undefined => {
  const last = newestFirst(inspections).find(({ status }) => status === 'concluded');
  return last?.verdict === 'findings' && last.releasedOn === null ? last : undefined;
};

export const isPackingHeld = (inspections: readonly Inspection[]): boolean => packingHeldBy(inspections) !== undefined;

/** The trading company is satisfied without a second DUPRO: packing may go on. */
export const releasePacking =
  (on: IsoDate) =>
  (inspection: Inspection): Outcome<Inspection> => {
    if (inspection.releasedOn !== null) return { state: inspection, events: [] };
    must(inspection.kind === 'dupro' && inspection.verdict === 'findings', 'quality.inspection.holds-nothing', {
      en: 'This inspection does not hold the packing',
      zh: '该检验未暂停包装',
    });
    const { orderId, lineId, scheduleId, item } = subjectOf(inspection);
    const lifted = create(quality.PackingHoldLiftedSchema, {
      orderId,
      lineId,
      scheduleId,
      item,
      inspectionId: inspection.id,
    });
    return { state: { ...inspection, releasedOn: on }, events: [lifted] };
  };
