import type { orders } from '@tradeloom/contracts';
import { audited, d0, day, eventNamed, firm, legsFrom, offered, place, promised, told } from '../../test/mothers.ts';
import { finding } from '../audits/finding.rules.ts';
import { approveOrder, auditOrder, giveConfirmation, noteCredit } from './answer-order.rules.ts';
import { waitingFor, waitingForCustomer } from './waiting.rules.ts';

const at = new Date('2026-12-07T02:00:00Z');
const sales = { login: 'chen.li', role: 'sales' };
const supervisor = { login: 'zhou.min', role: 'sales-supervisor' };
const fxMoved = finding('orders.audit.fx-moved', 'confirm', { en: 'moved', zh: '变动' });
const codes = (order: Parameters<typeof waitingFor>[0]) =>
  waitingFor(order).map(({ code, detail }) => `${code} ${detail}`.trim());

const auditedWith = (findings: (typeof fxMoved)[], authority: 'sales' | 'sales-supervisor' | 'owner') => {
  const placed = place();
  const legs = legsFrom(placed);
  const { state } = placed.order;
  const outcome = auditOrder({ promises: promised(state, [31, 39, 20]), findings, authority }, legs)(state);
  return { order: outcome.state, legs, outcome };
};

describe('an audited order', () => {
  it('commits promise plus buffer where the request cannot be kept', () => {
    const { order } = audited();
    expect(order.lines.flatMap((line) => line.schedules.map((s) => s.promisedCurrent))).toEqual([
      day(49),
      day(77),
      day(57),
    ]);
    expect(order.lines[1]?.schedules[0]).toMatchObject({ requested: day(42), promisedOriginal: day(57) });
  });

  it('is approved by standing delegation up to the sales level', () => {
    expect(auditedWith([], 'sales').order.approvedBy).toBe('standing-delegation');
    expect(auditedWith([], 'owner').order.approvedBy).toBeNull();
  });

  it('tells which confirmations are open', () => {
    const { outcome } = auditedWith([fxMoved], 'sales-supervisor');
    expect(eventNamed<orders.OrderAudited>(outcome, 'OrderAudited')).toMatchObject({
      authority: 'sales-supervisor',
      confirmationsRequired: ['orders.audit.fx-moved'],
      findingCount: 1,
    });
  });

  it('is audited once', () => {
    const { order, legs } = audited();
    expect(auditOrder({ promises: [], findings: [], authority: 'owner' }, legs)(order).state).toBe(order);
  });

  it('refuses a line that no date was found for, and follows with its contracts', () => {
    const { order } = audited([31, 39, null]);
    expect(order.lines.map((line) => line.status)).toEqual(['open', 'rejected']);
    expect(order.lines[1]).toMatchObject({ statedPrice: '17.67', schedules: [] });
  });

  it('is rejected when nothing can be promised', () => {
    const placed = place();
    const legs = legsFrom(placed);
    const { state } = placed.order;
    const outcome = auditOrder({ promises: [], findings: [], authority: 'sales' }, legs)(state);
    expect(outcome.state.status).toBe('rejected');
    expect(told(outcome)).toEqual(['OrderAnswered to harbor-pine and eastbridge', 'OrderClosed']);
  });
});

describe('the answer to the customer', () => {
  it('accepts and binds at once when every date is as asked', () => {
    const { order, legs } = audited([31, 39, 20]);
    const outcome = noteCredit('ok', legs, d0)(order);
    expect(outcome.state.status).toBe('firm');
    expect(told(outcome)).toEqual(['OrderAnswered to harbor-pine and eastbridge', 'OrderConfirmed']);
    expect(eventNamed<orders.OrderAnswered>(outcome, 'OrderAnswered').outcome).toBe('accepted');
  });

  it('is a counter-offer when one date is later: nothing is firm', () => {
    const { order, legs } = audited();
    const outcome = noteCredit('watch', legs, d0)(order);
    expect(outcome.state.status).toBe('offered');
    expect(told(outcome)).toEqual(['OrderAnswered to harbor-pine and eastbridge']);
    const { lines, outcome: word } = eventNamed<orders.OrderAnswered>(outcome, 'OrderAnswered');
    expect(word).toBe('changed');
    expect(lines[0]?.confirmations.map((c) => [c.status, c.quantity, c.date])).toEqual([
      ['accepted', '1200', day(49)],
      ['accepted', '800', day(77)],
    ]);
    expect(lines[1]?.confirmations.map((c) => [c.status, c.quantity, c.date])).toEqual([
      ['date-changed', '500', day(57)],
    ]);
  });

  it('is given once', () => {
    const { order, legs } = offered();
    expect(noteCredit('ok', legs, d0)(order).events).toEqual([]);
    const bound = firm();
    expect(noteCredit('ok', bound.legs, d0)(bound.order).events).toEqual([]);
  });
});

describe('an order that must wait', () => {
  it('says for what: confirmation, approval, credit', () => {
    const { order, legs } = auditedWith([fxMoved], 'owner');
    expect(codes(order)).toEqual(['confirmation orders.audit.fx-moved', 'approval owner', 'credit-check']);
    const held = noteCredit('hold', legs, d0)(order);
    expect(held.state.status).toBe('held');
    expect(held.events).toEqual([]);
    expect(codes(held.state)).toContain('credit-hold');
  });

  it('goes on when the last reason is gone, whichever that is', () => {
    const { order, legs } = auditedWith([fxMoved], 'sales-supervisor');
    const checked = noteCredit('ok', legs, d0)(order).state;
    const confirmed = giveConfirmation('orders.audit.fx-moved', sales, at, legs, d0)(checked);
    expect(told(confirmed)).toEqual(['ConfirmationGiven to eastbridge and hengda']);
    expect(confirmed.state.status).toBe('held');
    const approved = approveOrder(supervisor, legs, d0)(confirmed.state);
    expect(approved.state.status).toBe('firm');
    expect(told(approved)).toEqual([
      'OrderApproved to eastbridge and hengda',
      'OrderAnswered to harbor-pine and eastbridge',
      'OrderConfirmed',
    ]);
  });

  it('is released by a later credit check', () => {
    const { order, legs } = audited([31, 39, 20]);
    const held = noteCredit('hold', legs, d0)(order).state;
    expect(noteCredit('ok', legs, d0)(held).state.status).toBe('firm');
  });

  it('is not approved below its level, nor asked what nobody asked', () => {
    const { order, legs } = auditedWith([fxMoved], 'owner');
    expect(() => approveOrder(supervisor, legs, d0)(order)).toThrow('orders.authority.too-low');
    expect(() => giveConfirmation('orders.audit.other', sales, at, legs, d0)(order)).toThrow(
      'orders.confirmation.not-asked',
    );
  });

  it('hears a confirmation and an approval once', () => {
    const { order, legs } = auditedWith([fxMoved], 'sales-supervisor');
    const once = giveConfirmation('orders.audit.fx-moved', sales, at, legs, d0)(order).state;
    expect(giveConfirmation('orders.audit.fx-moved', supervisor, at, legs, d0)(once).state).toBe(once);
    const approved = approveOrder(supervisor, legs, d0)(once).state;
    expect(approveOrder(supervisor, legs, d0)(approved).state).toBe(approved);
  });

  it('tells the customer no more than that the seller is busy, or that it is his turn', () => {
    const { order } = auditedWith([fxMoved], 'owner');
    expect(waitingForCustomer(order).map(({ code }) => code)).toEqual(['seller-review']);
    expect(waitingForCustomer(offered().order).map(({ code }) => code)).toEqual(['customer-acceptance']);
    expect(waitingForCustomer(firm().order)).toEqual([]);
  });
});
