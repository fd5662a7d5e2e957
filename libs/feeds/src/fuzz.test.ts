import { fuzzFeeds } from '../test/fuzz-feeds.ts';
import { validFeeds } from '../test/valid-feeds.ts';
import { correctedFile } from './corrected-file.ts';
import { readFeed } from './read-feed.ts';

const seed = 20261107;

describe(`no bytes make the feed reader fail, hang, take by halves or hand back another file (seed ${seed})`, () => {
  it('valid files of every kind, hurt in any way: the first of `npm run fuzz -- feeds`', async () => {
    const report = await fuzzFeeds({ readFeed, correctedFile }, seed, 400);
    expect(report.failures).toEqual([]);
    expect(report.files).toBeGreaterThanOrEqual(30);
    // The mutations are neither so mild nor so harsh that one side goes untried.
    expect(Math.min(report.accepted, report.rejected)).toBeGreaterThan(report.tried / 20);
  }, 120_000);

  it('and unhurt they are accepted, every row of them', async () => {
    for (const { name, bytes } of await validFeeds()) {
      const { verdict, errors } = await readFeed(bytes, { receivedAt: '2026-12-07T02:00:00Z' });
      expect({ name, verdict, errors: errors.filter(({ severity }) => severity === 'error') }).toEqual({
        name,
        verdict: 'accepted',
        errors: [],
      });
    }
  });
});
