import fc from 'fast-check';
import { type InLane, nextInLane, turnOf } from './turn.rules.ts';

const seed = 20261123;
const runs = 1_000;

interface Said {
  readonly aggregate: number;
  readonly version: number;
  readonly lane: number;
}

/** The runtime without its database: what arrives is applied in its turn, or put into its lane. */
class Model {
  readonly applied = new Map<number, number[]>();
  private readonly lanes = new Map<number, (Said & { state: InLane['state'] })[]>();

  constructor(private readonly isPoison: (said: Said) => boolean = () => false) {}

  arrive(said: Said): void {
    const lane = this.laneOf(said);
    const isHeld = lane.some((h) => h.aggregate === said.aggregate && h.version === said.version);
    if (turnOf(said.version, this.last(said)) !== 'seen' && !isHeld) lane.push({ ...said, state: 'parked' });
    this.follow();
  }

  /** A person has mended what failed. */
  mend(): void {
    for (const lane of this.lanes.values()) {
      for (const held of lane.filter(({ state }) => state === 'failed')) this.apply(held);
    }
    this.follow();
  }

  held(): number {
    return [...this.lanes.values()].flat().length;
  }

  private follow(): void {
    for (let tried = true; tried; ) {
      tried = false;
      for (const lane of this.lanes.values()) {
        const next = nextInLane(lane.map((held) => ({ ...held, held, last: this.last(held), due: true })));
        if (!next) continue;
        tried = true;
        if (this.isPoison(next)) next.held.state = 'failed';
        else this.apply(next.held);
      }
    }
  }

  private apply(said: Said & { state: InLane['state'] }): void {
    const lane = this.laneOf(said);
    lane.splice(lane.indexOf(said), 1);
    this.applied.set(said.aggregate, [...(this.applied.get(said.aggregate) ?? []), said.version]);
  }

  private last({ aggregate }: Said): number {
    return this.applied.get(aggregate)?.at(-1) ?? 0;
  }

  private laneOf({ lane }: Said): (Said & { state: InLane['state'] })[] {
    const known = this.lanes.get(lane) ?? [];
    this.lanes.set(lane, known);
    return known;
  }
}

/** What aggregates said, each event in one of two lanes, in the order of their saying. */
const streams = fc
  .array(fc.array(fc.nat({ max: 1 }), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 4 })
  .map((aggregates) =>
    aggregates.flatMap((lanes, aggregate) => lanes.map((lane, i): Said => ({ aggregate, version: i + 1, lane }))),
  );

/** Every event at least once, some again, in any order at all. */
const arrivals = streams.chain((said) =>
  fc.tuple(fc.subarray(said), fc.infiniteStream(fc.nat())).map(([again, chance]) => ({
    said,
    arriving: [...said, ...again]
      .map((one) => ({ one, place: chance.next().value as number }))
      .sort((a, b) => a.place - b.place)
      .map(({ one }) => one),
  })),
);

const inOrder = (said: readonly Said[]): Map<number, number[]> =>
  new Map(
    [...Map.groupBy(said, (s) => s.aggregate)].map(([aggregate, all]) => [
      aggregate,
      all.map(({ version }) => version),
    ]),
  );

const sorted = (applied: ReadonlyMap<number, number[]>): [number, number[]][] => [...applied].sort(([a], [b]) => a - b);

describe(`the order of events (seed ${seed}, ${runs} streams)`, () => {
  it('is the order of saying, however they arrive and how often', () => {
    fc.assert(
      fc.property(arrivals, ({ said, arriving }) => {
        const model = new Model();
        for (const one of arriving) model.arrive(one);
        expect(sorted(model.applied)).toEqual(sorted(inOrder(said)));
        expect(model.held()).toBe(0);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  });

  it('has no gap at any time, and after poison was mended nothing is missing', () => {
    fc.assert(
      fc.property(arrivals, fc.nat(), ({ said, arriving }, chosen) => {
        const poison = said[chosen % said.length];
        const model = new Model((one) => one.aggregate === poison?.aggregate && one.version === poison.version);
        const gaps = arriving.filter((one) => {
          model.arrive(one);
          return [...model.applied.values()].some((versions) => versions.some((version, i) => version !== i + 1));
        });
        expect(gaps).toEqual([]);
        model.mend();
        expect(sorted(model.applied)).toEqual(sorted(inOrder(said)));
        expect(model.held()).toBe(0);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  });
});

describe('a lane', () => {
  const event = { state: 'parked', version: 1, last: 0, due: false } as const;
  it('is held by what failed, and by what waits until it is due', () => {
    expect(nextInLane([{ ...event, state: 'failed' }, event])).toBeUndefined();
    expect(nextInLane([{ ...event, state: 'waiting' }, event])).toBeUndefined();
    const due = { ...event, state: 'waiting', due: true } as const;
    expect(nextInLane([due, event])).toBe(due);
  });

  it('is not held by what came too early, or was applied in the meantime', () => {
    const early = { ...event, version: 3 };
    expect(nextInLane([early, event])).toBe(event);
    const seen = { ...event, state: 'failed', last: 1 } as const;
    expect(nextInLane([seen, event])).toBe(seen);
  });
});
