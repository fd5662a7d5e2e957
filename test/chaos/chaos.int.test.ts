import { runChaos } from './run-chaos.ts';

describe('the platform with processes killed under load', () => {
  it('loses nothing, does nothing twice, keeps the order and promises nothing twice', async () => {
    const told: string[] = [];
    // calm first, so that a slow machine too has work under way; then production, finance and scores are killed
    const seed = 54;
    const result = await runChaos({
      seed,
      seconds: 20,
      kinds: ['process-kill'],
      place: 'chaos-smoke',
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
    expect(result.faultsByKind).toEqual({ 'process-kill': expect.any(Number) });
    expect(result.restarts).toBeGreaterThan(0);
    expect(result.outcomes.ok).toBeGreaterThan(20);
    expect(result.events).toBeGreaterThan(20);
  }, 600_000);
});
