import fc from 'fast-check';
import {
  blankSample,
  decideSample,
  type Sample,
  submitSample,
} from '../../services/quality/src/samples/sample.rules.ts';
import { mustHold, type Step } from './history.ts';
import { manual } from './inspected.ts';
import { play, seed } from './play.ts';

const order = { id: 'o1', parties: ['harbor-pine', 'eastbridge', 'hengda'] } as Parameters<typeof blankSample>[1];
const verdict = fc.constantFrom(
  { verdict: 'approved' as const, goldenSample: 'GS-1' },
  { verdict: 'approved' as const, goldenSample: 'GS-2' },
  { verdict: 'rejected' as const, reason: 'lid loose' },
);
const step = fc.oneof(
  fc.constant<Step<Sample>>((sample, today) => submitSample(manual, 'tan.hui', today, null)(sample)),
  verdict.map(
    (answer): Step<Sample> =>
      (sample, today) =>
        decideSample(answer, 'sun.yan', today)(sample),
  ),
);

it(`a sample is approved, or waits for one side after the other (seed ${seed})`, () => {
  const unreached = play({
    follow: [{ process: 'samples/sample', of: ({ status }) => ({ sample: status }) }],
    begin: fc.constant({ state: blankSample('s1', order, 'TS-04'), events: [] }),
    today: '2026-12-08',
    step,
    always: (history) => {
      const { status, rounds, goldenSample } = history.state;
      const decided = (of: string): number => rounds.filter((round) => round.verdict === of).length;
      mustHold(
        'one round is open at most, the last',
        rounds.slice(0, -1).every((round) => round.verdict === 'rejected'),
      );
      mustHold('the golden sample is that of the approved round', (goldenSample !== null) === (status === 'approved'));
      mustHold('each round is told once', history.times('SampleSubmitted') === rounds.length);
      mustHold('each refusal is told once', history.times('SampleRejected') === decided('rejected'));
      mustHold('the approval is told once', history.times('SampleApproved') === decided('approved'));
    },
  });
  expect(unreached).toEqual([]);
}, 120_000);
