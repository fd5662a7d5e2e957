import { Worker } from 'node:worker_threads';
import type { FeedReading } from '../src/read-feed.ts';

/** What a service of 192 MB has left for a file beside all else that it holds. */
const heapMegabytes = 110;

export type Outcome = Pick<FeedReading, 'verdict'> & {
  readonly errors: readonly string[];
  readonly rows: number;
};

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  (async () => {
    const { readFeed, correctedFile } = await import(workerData.library);
    const reading = await readFeed(workerData.bytes, { receivedAt: '2026-12-07T02:00:00Z', reference: 'f-1' });
    await correctedFile(workerData.bytes, reading, 'zh', 'f-1');
    const { verdict, errors, rows } = reading;
    parentPort.postMessage({ verdict, errors: errors.map(({ code }) => code), rows: rows.length });
  })();
`;

/** Reads a file and hands it back as the service would, in a heap of its own. @throws Error when it needs a larger one */
export const readInSmallHeap = (bytes: Uint8Array): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(program, {
      eval: true,
      workerData: { bytes, library: new URL('../dist/index.js', import.meta.url).href },
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    worker.once('message', (outcome: Outcome) => {
      resolve(outcome);
      void worker.terminate();
    });
    worker.once('error', reject);
  });
