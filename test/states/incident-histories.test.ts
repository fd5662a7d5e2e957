import { money, sumOf } from '@tradeloom/kernel';
import fc from 'fast-check';
import {
  acceptLiability,
  addEvidence,
  type Incident,
  proposeLiability,
  reportIncident,
  withdrawIncident,
} from '../../services/quality/src/incidents/incident.rules.ts';
import { mustHold, type Step } from './history.ts';
import { play, seed } from './play.ts';

const order = { id: 'o1', customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
const trader = { organisation: 'eastbridge', login: 'zhou.min' };
const factory = { organisation: 'hengda', login: 'qian.wei' };
const claim = { lotId: null, text: 'lids crack', claimed: { amount: '99.99', currency: 'USD' } };
const owner = fc.constantFrom(trader, factory);
type IncidentStep = Step<Incident>;
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: owner.map(
      (by): IncidentStep =>
        (one, today) =>
          addEvidence('record', null, by, today)(one),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.constantFrom('0', '33.3', '70', '101'), owner).map(
      ([percent, by]): IncidentStep =>
        (one, today) =>
          proposeLiability(percent, 'because', by, today)(one),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), owner).map(
      ([round, by]): IncidentStep =>
        (one, today) =>
          acceptLiability(round, by, today)(one),
    ),
  },
  owner.map(
    (by): IncidentStep =>
      (one, today) =>
        withdrawIncident('mistaken', by, today)(one),
  ),
);

it(`a claim is borne as both owners agree, and by nobody before (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'incidents/incident', of: ({ status }) => ({ incident: status }) }],
    begin: fc.constant(reportIncident('i1', order, claim, trader, '2026-10-20')),
    today: '2026-10-20',
    step,
    always: (history) => {
      const { status, shares, proposals, evidence, closedOn, amount, currency } = history.state;
      const isAgreed = status === 'agreed';
      const shown = new Set(evidence.map(({ organisation }) => organisation));
      mustHold('nobody proposes without the evidence of both', proposals.length === 0 || shown.size === 2);
      mustHold('shares stand when it is agreed', shares.length > 0 === isAgreed);
      const borne = sumOf(
        shares.map((share) => money(share.amount, currency)),
        currency,
      );
      mustHold('they make up the claim', !isAgreed || borne.amount === amount);
      mustHold('each proposal is told once', history.times('LiabilityProposed') === proposals.length);
      mustHold('it is agreed once', history.times('LiabilityAgreed') === Number(isAgreed));
      mustHold('it is withdrawn once', history.times('IncidentWithdrawn') === Number(status === 'withdrawn'));
      mustHold('what is over has a day', (closedOn !== null) === (isAgreed || status === 'withdrawn'));
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
