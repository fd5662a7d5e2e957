import { runChaos } from './run-chaos.ts';

// begins calm, so that a slow machine too has work under way before anything strikes
const seed = 8;
const seconds = 180;
// other suites run beside this one
const perSecond = 10;

describe(`the platform under load and every kind of fault for three minutes (seed ${seed})`, () => {
  it('loses nothing, does nothing twice, keeps the order and promises nothing twice', async () => {
    const told: string[] = [];
    const result = await runChaos({
      seed,
      seconds,
      perSecond,
      place: 'chaos-test',
      say: (line) => void told.push(line),
    });
    expect({ ...result, told: result.undrained === null ? [] : told }).toMatchObject({
      seed,
      lost: 0,
      duplicated: 0,
      reordered: 0,
      overPromised: 0,
      undrained: null,
      told: [],
    });
    expect(Object.keys(result.faultsByKind).length).toBeGreaterThanOrEqual(12);
    expect(result.restarts).toBeGreaterThan(0);
    expect(result.outcomes.ok).toBeGreaterThan(200);
    expect(result.events).toBeGreaterThan(200);
  }, 900_000);
});
