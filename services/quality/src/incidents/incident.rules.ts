import { create, quality } from '@tradeloom/contracts';
import {
  decimal,
  type IsoDate,
  type Money,
  money,
  must,
  type Outcome,
  splitByPercent,
  unchanged,
} from '@tradeloom/kernel';
import type { KnownOrder } from '../orders/order.rules.ts';

/** What shows how it came: a record of production, a report of an inspection, a picture. */
export interface Evidence {
  readonly organisation: string;
  readonly by: string;
  readonly on: IsoDate;
  readonly reference: string;
  /** Of the file, where there is one. */
  readonly sha256: string | null;
}

export interface Proposal {
  readonly round: number;
  readonly factoryPercent: string;
  readonly organisation: string;
  readonly by: string;
  readonly on: IsoDate;
  readonly reason: string;
}

export interface Share {
  readonly organisation: string;
  readonly percent: string;
  readonly amount: string;
}

/** A claim over quality that the owners of an order bear in shares they agree on. 质量事故 */
export interface Incident {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly lotId: string | null;
  readonly customer: string;
  readonly trader: string;
  readonly factory: string;
  readonly text: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: 'reported' | 'proposed' | 'agreed' | 'withdrawn';
  readonly reportedBy: string;
  readonly reportedOn: IsoDate;
  readonly closedOn: IsoDate | null;
  readonly evidence: readonly Evidence[];
  readonly proposals: readonly Proposal[];
  readonly shares: readonly Share[];
}

export interface Owner {
  readonly organisation: string;
  readonly login: string;
}

export interface Report {
  readonly lotId: string | null;
  readonly text: string;
  readonly claimed: Money;
}

type Concerned = Pick<KnownOrder, 'id' | 'customer' | 'trader' | 'factory'>;

/** Lays a claim before both owners. */
export const reportIncident = (
  id: string,
  { id: orderId, customer, trader, factory }: Concerned,
  { lotId, text, claimed }: Report,
  { organisation: reportedBy }: Owner,
  on: IsoDate,
): Outcome<Incident> => {
  const { amount, currency } = money(claimed.amount, claimed.currency);
  must(decimal(amount).gt(0), 'quality.incident.nothing-claimed', {
    en: 'An incident names what is claimed',
    zh: '质量事故须注明索赔金额',
  });
  const state: Incident = {
    id,
    version: 0,
    parties: [trader, factory],
    orderId,
    lotId,
    customer,
    trader,
    factory,
    text,
    amount,
    currency,
    status: 'reported',
    reportedBy,
    reportedOn: on,
    closedOn: null,
    evidence: [],
    proposals: [],
    shares: [],
  };
  const named = { incidentId: id, orderId, lotId: lotId ?? '' };
  const event = create(quality.IncidentReportedSchema, { ...named, text, claimed: { amount, currency }, reportedBy });
  return { state, events: [event] };
};

const assertOpen = ({ status }: Incident): void =>
  must(
    status === 'reported' || status === 'proposed',
    'quality.incident.closed',
    { en: 'The incident is closed', zh: '该质量事故已结案' },
    { status },
  );

/** Either owner adds what he has; what was given stays. */
export const addEvidence =
  (reference: string, sha256: string | null, { organisation, login: by }: Owner, on: IsoDate) =>
  (incident: Incident): Outcome<Incident> => {
    assertOpen(incident);
    const known = incident.evidence.some(
      (each) => each.organisation === organisation && each.reference === reference && each.sha256 === sha256,
    );
    if (known) return unchanged(incident);
    const evidence = [...incident.evidence, { organisation, by, on, reference, sha256 }];
    return { state: { ...incident, evidence }, events: [] };
  };

/** The incident report: production records of the factory and inspection evidence of the trading company. */
const assertBothShown = ({ evidence, trader, factory }: Incident): void => {
  const silent = [trader, factory].filter((owner) => !evidence.some(({ organisation }) => organisation === owner));
  must(
    silent.length === 0,
    'quality.incident.no-evidence',
    {
      en: 'Liability is shared on the evidence of both owners',
      zh: '责任划分须有双方证据',
    },
    { missing: silent.join(', ') },
  );
};

/** One owner says who bears how much; a further proposal of either takes the place of the last. */
export const proposeLiability =
  (factoryPercent: string, reason: string, { organisation, login: by }: Owner, on: IsoDate) =>
  (incident: Incident): Outcome<Incident> => {
    assertOpen(incident);
    assertBothShown(incident);
    must(
      decimal(factoryPercent).lte(100),
      'quality.incident.percent',
      { en: 'A share is at most 100 percent', zh: '责任比例不得超过 100 %' },
      { factoryPercent },
    );
    const last = incident.proposals.at(-1);
    if (last?.organisation === organisation && decimal(last.factoryPercent).eq(factoryPercent)) {
      return unchanged(incident);
    }
    const { id: incidentId, orderId } = incident;
    const round = incident.proposals.length + 1;
    const proposal = { round, factoryPercent, organisation, by, on, reason };
    const proposed = { incidentId, orderId, round, factoryPercent, proposedBy: organisation, reason };
    return {
      state: { ...incident, status: 'proposed', proposals: [...incident.proposals, proposal] },
      events: [create(quality.LiabilityProposedSchema, proposed)],
    };
  };

/** The shares of a claim: the factory's rounds half up, the trading company bears the rest, so that they make it up. */
export const sharesOf = (
  { amount, currency, factory, trader }: Pick<Incident, 'amount' | 'currency' | 'factory' | 'trader'>,
  factoryPercent: string,
): Share[] => {
  const percents = [decimal(factoryPercent).toFixed(), decimal(100).minus(factoryPercent).toFixed()];
  return splitByPercent({ amount, currency }, percents).map((part, i) => ({
    organisation: i === 0 ? factory : trader,
    percent: percents[i] ?? '0',
    amount: part.amount,
  }));
};

/** The other owner accepts the proposal that he has read. */
export const acceptLiability =
  (round: number, { organisation }: Owner, on: IsoDate) =>
  (incident: Incident): Outcome<Incident> => {
    const proposal = incident.proposals.at(-1);
    if (incident.status === 'agreed' && proposal?.round === round) return unchanged(incident);
    assertOpen(incident);
    must(
      proposal !== undefined && proposal.round === round,
      'quality.incident.other-proposal',
      { en: 'This is not the proposal that stands', zh: '该提议已不是当前提议' },
      { round, standing: proposal?.round ?? 0 },
    );
    must(organisation !== proposal.organisation, 'quality.incident.same-side', {
      en: 'The other owner must accept a proposal',
      zh: '须由另一方确认责任划分',
    });
    const { id: incidentId, orderId, customer, amount, currency } = incident;
    const shares = sharesOf(incident, proposal.factoryPercent);
    const agreed = create(quality.LiabilityAgreedSchema, {
      incidentId,
      orderId,
      customer,
      claimed: { amount, currency },
      shares: shares.map((share) => ({ ...share, amount: { amount: share.amount, currency } })),
      round,
      agreedOn: on,
    });
    return { state: { ...incident, status: 'agreed', closedOn: on, shares }, events: [agreed] };
  };

/** Who laid the claim before the owners takes it back. */
export const withdrawIncident =
  (reason: string, { organisation }: Owner, on: IsoDate) =>
  (incident: Incident): Outcome<Incident> => {
    if (incident.status === 'withdrawn') return unchanged(incident);
    assertOpen(incident);
    must(organisation === incident.reportedBy, 'quality.incident.not-yours', {
      en: 'Who reported the incident may withdraw it',
      zh: '由报告方撤回质量事故',
    });
    const { id: incidentId, orderId } = incident;
    return {
      state: { ...incident, status: 'withdrawn', closedOn: on },
      events: [create(quality.IncidentWithdrawnSchema, { incidentId, orderId, reason })],
    };
  };
