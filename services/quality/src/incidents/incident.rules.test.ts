import { quality } from '@tradeloom/contracts';
import * as fc from 'fast-check';
import {
  acceptLiability,
  addEvidence,
  type Incident,
  type Owner,
  proposeLiability,
  reportIncident,
  sharesOf,
  withdrawIncident,
} from './incident.rules.ts';

const order = { id: 'o1', customer: 'harbor-pine', trader: 'eastbridge', factory: 'hengda' };
const trader: Owner = { organisation: 'eastbridge', login: 'zhou.min' };
const factory: Owner = { organisation: 'hengda', login: 'qian.wei' };
const on = '2026-10-20';
const claim = (amount = '4000') =>
  reportIncident('i1', order, { lotId: null, text: 'Lids crack', claimed: { amount, currency: 'USD' } }, trader, on);
const shown = (incident: Incident, by: Owner) => addEvidence(`${by.organisation}.pdf`, null, by, on)(incident).state;
const withEvidence = shown(shown(claim().state, trader), factory);
const proposed = proposeLiability('70', 'mould worn', trader, on)(withEvidence).state;

describe('an incident', () => {
  it('is laid before both owners, and before nobody else', () => {
    const { state, events } = claim();
    expect(state).toMatchObject({ status: 'reported', amount: '4000.00', parties: ['eastbridge', 'hengda'] });
    expect(events).toMatchObject([{ claimed: { amount: '4000.00', currency: 'USD' }, reportedBy: 'eastbridge' }]);
    expect(() => claim('0.004')).toThrow('quality.incident.nothing-claimed');
  });

  it('is shared 70 to 30 when both accept: the claim is credited, each side bears its part', () => {
    const { state, events } = acceptLiability(1, factory, on)(proposed);
    expect(state).toMatchObject({ status: 'agreed', closedOn: on });
    expect(events).toMatchObject([
      {
        $typeName: quality.LiabilityAgreedSchema.typeName,
        customer: 'harbor-pine',
        claimed: { amount: '4000.00', currency: 'USD' },
        shares: [
          { organisation: 'hengda', percent: '70', amount: { amount: '2800.00', currency: 'USD' } },
          { organisation: 'eastbridge', percent: '30', amount: { amount: '1200.00', currency: 'USD' } },
        ],
      },
    ]);
    expect(acceptLiability(1, factory, on)(state).events).toEqual([]);
  });

  it('is shared only on the evidence of both', () => {
    const propose = proposeLiability('70', 'mould worn', trader, on);
    expect(() => propose(shown(claim().state, trader))).toThrow('quality.incident.no-evidence');
    expect(propose(withEvidence).state.status).toBe('proposed');
  });

  it('is not agreed by the side that proposes, nor on a proposal that another has replaced', () => {
    expect(() => acceptLiability(1, trader, on)(proposed)).toThrow('quality.incident.same-side');
    const countered = proposeLiability('50', 'packed damp', factory, on)(proposed).state;
    expect(() => acceptLiability(1, trader, on)(countered)).toThrow('quality.incident.other-proposal');
    expect(acceptLiability(2, trader, on)(countered).state.shares.map(({ amount }) => amount)).toEqual([
      '2000.00',
      '2000.00',
    ]);
    expect(() => acceptLiability(1, factory, on)(withEvidence)).toThrow('quality.incident.other-proposal');
  });

  it('takes the same evidence and the same proposal once, and no share above 100 %', () => {
    expect(shown(withEvidence, trader)).toBe(withEvidence);
    expect(proposeLiability('70.0', 'again', trader, on)(proposed).events).toEqual([]);
    expect(() => proposeLiability('100.01', 'all', trader, on)(proposed)).toThrow('quality.incident.percent');
  });

  it('is withdrawn by who reported it, until it is agreed', () => {
    expect(() => withdrawIncident('mistaken', factory, on)(proposed)).toThrow('quality.incident.not-yours');
    const { state, events } = withdrawIncident('mistaken', trader, on)(proposed);
    expect([state.status, events.length]).toEqual(['withdrawn', 1]);
    expect(withdrawIncident('mistaken', trader, on)(state).events).toEqual([]);
    const agreed = acceptLiability(1, factory, on)(proposed).state;
    expect(() => withdrawIncident('mistaken', trader, on)(agreed)).toThrow('quality.incident.closed');
    expect(() => shown(state, factory)).toThrow('quality.incident.closed');
  });

  it('always has shares that make up the claim', () => {
    const cents = fc.integer({ min: 1, max: 100_000_000 });
    const percent = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(cents, percent, (claimed, hundredths) => {
        const goods = { currency: 'USD', factory: 'hengda', trader: 'eastbridge' };
        const parts = sharesOf({ ...goods, amount: (claimed / 100).toFixed(2) }, (hundredths / 100).toFixed(2));
        const inCents = parts.map(({ amount }) => Math.round(Number(amount) * 100));
        expect(inCents.reduce((sum, part) => sum + part, 0)).toBe(claimed);
        expect(Math.min(...inCents)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 70 },
    );
  });
});
