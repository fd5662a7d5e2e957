import { parseArgs } from 'node:util';
import { inspect, writeEdifactInterchange, writeInterchange } from '@tradeloom/edi';
import { correctedFile, readFeed } from '@tradeloom/feeds';
import { report, spoken } from '@tradeloom/stack';
import { fuzz } from '../../libs/edi/test/fuzz-files.ts';
import { fuzzFeeds } from '../../libs/feeds/test/fuzz-feeds.ts';

const WRONG_USAGE = 2;
const usage = 'npm run fuzz -- edi|feeds [--seed N] [--count N] [--from N] [--json]';

/** Hurts valid files at random; exit code 1 when the reader breaks a promise. Seed and case give the same bytes again. */
const main = async (): Promise<number> => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '20260305' },
      count: { type: 'string', default: '100000' },
      from: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
    },
  });
  const what = positionals.join();
  const [seed = Number.NaN, count = Number.NaN, from = Number.NaN] = [values.seed, values.count, values.from].map(
    Number,
  );
  if ((what !== 'edi' && what !== 'feeds') || ![seed, count, from].every(Number.isSafeInteger)) {
    process.stderr.write(`${spoken({ en: usage, zh: usage })}\n`);
    return WRONG_USAGE;
  }
  const found =
    what === 'edi'
      ? fuzz({ inspect, writeInterchange, writeEdifactInterchange }, seed, count, from)
      : await fuzzFeeds({ readFeed, correctedFile }, seed, count, from);
  if (values.json) process.stdout.write(`${JSON.stringify(found)}\n`);
  else {
    const { files, tried, accepted, rejected, longestMs, failures } = found;
    process.stdout.write(
      `${spoken({
        en: `seed ${seed}: ${tried} mutations of ${files} files, ${accepted} still accepted, ${rejected} rejected, longest ${longestMs.toFixed(0)} ms, ${failures.length} failures`,
        zh: `种子 ${seed}：${files} 个文件的 ${tried} 次变异，${accepted} 个仍接受，${rejected} 个拒绝，最长 ${longestMs.toFixed(0)} 毫秒，${failures.length} 次失败`,
      })}\n`,
    );
    for (const failure of failures) process.stdout.write(`${failure}\n`);
  }
  return found.failures.length > 0 ? 1 : 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  process.exitCode = report(error);
}
