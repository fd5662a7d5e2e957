import fc from 'fast-check';
import { advance, type Horizon, noHorizon } from './seal-horizon.rules.ts';

const seed = 20_261_123;

type Step = 'begin' | 'draw' | 'commit' | 'search';

/** A database that draws positions before transactions commit, and a sealer that searches from its horizon. */
const missedAfter = (steps: readonly { step: Step; which: number }[]): number[] => {
  let [transaction, position] = [1n, 0n];
  let horizon: Horizon = noHorizon;
  const open: { number: bigint; drawn: bigint[] }[] = [];
  const committed = new Set<bigint>();
  const sealed = new Set<bigint>();
  const search = (): void => {
    const look = {
      highest: [...committed].reduce((a, b) => (a > b ? a : b), 0n),
      ended: open.reduce((lowest, { number }) => (number < lowest ? number : lowest), transaction),
      begun: transaction,
    };
    for (const one of committed) if (one > horizon.sealedThrough) sealed.add(one);
    horizon = advance(horizon, look);
  };
  const act: Record<Step, (which: number) => void> = {
    begin: () => {
      open.push({ number: transaction, drawn: [] });
      transaction += 1n;
    },
    draw: (which) => {
      position += 1n;
      open[which % open.length]?.drawn.push(position);
    },
    commit: (which) => {
      for (const { drawn } of open.splice(which % Math.max(1, open.length), 1)) for (const p of drawn) committed.add(p);
    },
    search,
  };
  for (const { step, which } of steps) act[step](which);
  while (open.length > 0) act.commit(0);
  search();
  return [...committed].filter((one) => !sealed.has(one)).map(Number);
};

describe('the horizon of sealing', () => {
  it('never passes an event whose transaction commits late', () => {
    const step = fc.record({ step: fc.constantFrom<Step>('begin', 'draw', 'commit', 'search'), which: fc.nat(7) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        expect(missedAfter(steps)).toEqual([]);
      }),
      { seed, numRuns: 2_000 },
    );
  });

  it('moves on once all that were under way have ended', () => {
    const quiet = { highest: 40n, ended: 9n, begun: 9n };
    const first = advance(advance(noHorizon, quiet), quiet);
    const moved = advance(advance(first, quiet), quiet);
    expect(moved.sealedThrough).toBe(40n);
    expect(advance(advance(first, quiet), { ...quiet, ended: 8n }).sealedThrough).toBe(0n);
  });
});
