import { approveSample, type Release, setGate, settleDeposit } from './release.rules.ts';

const today = '2026-12-10';
const order = {
  orderId: 'order-1',
  trader: 'eastbridge',
  factory: 'hengda',
  paymentTerms: [{ stage: 'deposit' }, { stage: 'bl-copy' }],
  madeItems: ['TS-04', 'KT-18', 'KT-18'],
};
const gate = setGate(order, today).state;
const names = (events: readonly object[]) => events.map((e) => ('$typeName' in e ? e.$typeName : ''));
const after = (...steps: ((g: Release) => ReturnType<typeof setGate>)[]) =>
  steps.reduce((outcome, decide) => decide(outcome.state), { state: gate, events: [] } as ReturnType<typeof setGate>);

describe('work', () => {
  it('waits for the deposit', () =>
    expect(after(approveSample('KT-18', today), approveSample('TS-04', today)).state.releasedOn).toBeNull());
  it('waits for the sample of every item', () =>
    expect(after(settleDeposit(today), approveSample('KT-18', today)).state.releasedOn).toBeNull());
  it('is released by whichever comes last', () => {
    const last = after(approveSample('KT-18', today), approveSample('TS-04', today), settleDeposit(today));
    expect(last.state.releasedOn).toBe(today);
    expect(names(last.events)).toEqual(['tradeloom.production.v1.WorkReleased']);
    expect(
      names(after(settleDeposit(today), approveSample('KT-18', today), approveSample('TS-04', today)).events),
    ).toHaveLength(1);
  });
  it('is released once, whatever is said again', () => {
    const open = after(approveSample('KT-18', today), approveSample('TS-04', today), settleDeposit(today)).state;
    expect(settleDeposit('2026-12-11')(open)).toEqual({ state: open, events: [] });
    expect(approveSample('KT-18', '2026-12-11')(open)).toEqual({ state: open, events: [] });
  });
  it('needs no deposit where the terms ask for none', () =>
    expect(setGate({ ...order, paymentTerms: [{ stage: 'lc' }], madeItems: [] }, today).state.releasedOn).toBe(today));
});
