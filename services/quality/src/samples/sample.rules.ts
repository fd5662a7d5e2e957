import { create, quality } from '@tradeloom/contracts';
import { type IsoDate, must, type Outcome } from '@tradeloom/kernel';
import type { Manual } from '../manuals/manual.rules.ts';
import type { KnownOrder } from '../orders/order.rules.ts';

export interface SampleRound {
  readonly round: number;
  readonly submittedOn: IsoDate;
  readonly submittedBy: string;
  readonly remark: string | null;
  readonly manualId: string;
  readonly manualVersion: string;
  readonly verdict: 'approved' | 'rejected' | null;
  readonly decidedOn: IsoDate | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
}

/** The pre-production sample of one item of an order, through all its rounds. 产前样 */
export interface Sample {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly orderId: string;
  readonly item: string;
  readonly status: 'none' | 'submitted' | 'approved' | 'rejected';
  /** Number of the sealed sample that is kept as the reference. 封样号 */
  readonly goldenSample: string | null;
  readonly rounds: readonly SampleRound[];
}

export const blankSample = (id: string, order: KnownOrder, item: string): Sample => ({
  id,
  version: 0,
  parties: order.parties,
  orderId: order.id,
  item,
  status: 'none',
  goldenSample: null,
  rounds: [],
});

/** The factory submits the next round against the manual in force. */
export const submitSample =
  (manual: Manual, by: string, on: IsoDate, remark: string | null) =>
  (sample: Sample): Outcome<Sample> => {
    must(sample.status !== 'submitted', 'quality.sample.undecided', {
      en: 'The sample of the last round is not decided yet',
      zh: '上一轮样品尚未判定',
    });
    must(
      sample.status !== 'approved',
      'quality.sample.already-approved',
      {
        en: 'The sample of this item is approved',
        zh: '该物料的产前样已确认',
      },
      { goldenSample: sample.goldenSample ?? '' },
    );
    const round: SampleRound = {
      round: sample.rounds.length + 1,
      submittedOn: on,
      submittedBy: by,
      remark,
      manualId: manual.id,
      manualVersion: manual.manualVersion,
      verdict: null,
      decidedOn: null,
      decidedBy: null,
      reason: null,
    };
    const { id: sampleId, orderId, item } = sample;
    return {
      state: { ...sample, status: 'submitted', rounds: [...sample.rounds, round] },
      events: [create(quality.SampleSubmittedSchema, { sampleId, orderId, item, round: round.round })],
    };
  };

export type SampleVerdict =
  | { readonly verdict: 'approved'; readonly goldenSample: string }
  | { readonly verdict: 'rejected'; readonly reason: string };

/** Reads a person's answer: an approval names the golden sample that is kept, a refusal its reason. */
export const verdictFrom = (
  verdict: 'approved' | 'rejected',
  goldenSample: string | undefined,
  reason: string | undefined,
): SampleVerdict => {
  if (verdict === 'approved') {
    must(goldenSample !== undefined, 'quality.sample.no-golden-sample', {
      en: 'An approval names the golden sample that is kept',
      zh: '确认样品须注明封样号',
    });
    return { verdict, goldenSample };
  }
  must(reason !== undefined, 'quality.sample.no-reason', { en: 'A refusal gives its reason', zh: '退样须说明原因' });
  return { verdict, reason };
};

/** The trading company decides the round; the same approval said twice is true once. */
export const decideSample =
  (answer: SampleVerdict, by: string, on: IsoDate) =>
  (sample: Sample): Outcome<Sample> => {
    const { id: sampleId, orderId, item } = sample;
    const current = sample.rounds.at(-1);
    if (
      sample.status === answer.verdict &&
      (answer.verdict === 'rejected' || answer.goldenSample === sample.goldenSample)
    ) {
      return { state: sample, events: [] };
    }
    must(
      sample.status === 'submitted' && current !== undefined,
      'quality.sample.not-submitted',
      {
        en: 'Only a submitted sample can be decided',
        zh: '只有已提交的样品才能判定',
      },
      { status: sample.status },
    );
    const reason = answer.verdict === 'rejected' ? answer.reason : null;
    const decided = { ...current, verdict: answer.verdict, decidedOn: on, decidedBy: by, reason };
    const rounds = [...sample.rounds.slice(0, -1), decided];
    const { round, manualVersion } = current;
    if (answer.verdict === 'rejected') {
      return {
        state: { ...sample, status: 'rejected', rounds },
        events: [create(quality.SampleRejectedSchema, { sampleId, orderId, item, reason: answer.reason, round })],
      };
    }
    const { goldenSample } = answer;
    return {
      state: { ...sample, status: 'approved', goldenSample, rounds },
      events: [create(quality.SampleApprovedSchema, { sampleId, orderId, item, goldenSample, manualVersion, round })],
    };
  };
