import { quality } from '@tradeloom/contracts';
import type { Manual } from '../manuals/manual.rules.ts';
import { blankSample, decideSample, type Sample, submitSample, verdictFrom } from './sample.rules.ts';

const manual = { id: 'manual.KT-18.3', manualVersion: '3' } as Manual;
const order = { id: 'o1', parties: ['harbor-pine', 'eastbridge', 'hengda'] } as Parameters<typeof blankSample>[1];
const submitted = (sample: Sample = blankSample('s1', order, 'KT-18')) =>
  submitSample(manual, 'tan.hui', '2026-12-08', null)(sample);
const approve = decideSample({ verdict: 'approved', goldenSample: 'GS-18-01' }, 'sun.yan', '2026-12-09');
const refuse = decideSample({ verdict: 'rejected', reason: 'lid loose' }, 'sun.yan', '2026-12-09');

describe('a pre-production sample', () => {
  it('is submitted against the manual in force', () => {
    const { state, events } = submitted();
    expect(state.rounds).toMatchObject([{ round: 1, manualVersion: '3', submittedBy: 'tan.hui' }]);
    expect(events).toMatchObject([{ $typeName: quality.SampleSubmittedSchema.typeName, round: 1, item: 'KT-18' }]);
  });

  it('is approved as the golden sample, with the manual version it was made to', () => {
    const { state, events } = approve(submitted().state);
    expect(state).toMatchObject({ status: 'approved', goldenSample: 'GS-18-01' });
    expect(events).toMatchObject([
      { $typeName: quality.SampleApprovedSchema.typeName, goldenSample: 'GS-18-01', manualVersion: '3', round: 1 },
    ]);
  });

  it('comes back in a second round after a refusal', () => {
    const refused = refuse(submitted().state);
    expect(refused.events).toMatchObject([{ $typeName: quality.SampleRejectedSchema.typeName, reason: 'lid loose' }]);
    expect(approve(submitted(refused.state).state).events).toMatchObject([{ round: 2 }]);
  });

  it('stays approved when approved twice, and cannot be refused or submitted afterwards', () => {
    const { state } = approve(submitted().state);
    expect(approve(state).events).toEqual([]);
    expect(() => refuse(state)).toThrow('quality.sample.not-submitted');
    expect(() => submitted(state)).toThrow('quality.sample.already-approved');
  });

  it('waits for its decision before the next round', () => {
    expect(() => submitted(submitted().state)).toThrow('quality.sample.undecided');
  });

  it('needs a golden sample to be approved and a reason to be refused', () => {
    expect(() => verdictFrom('approved', undefined, undefined)).toThrow('quality.sample.no-golden-sample');
    expect(() => verdictFrom('rejected', undefined, undefined)).toThrow('quality.sample.no-reason');
  });
});
