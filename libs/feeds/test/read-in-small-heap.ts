import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FeedReading } from '../src/read-feed.ts';

/** What a service of 192 MB has left for a file beside all else that it holds. */
const heapMegabytes = 110;

export type Outcome = Pick<FeedReading, 'verdict'> & {
  readonly errors: readonly string[];
  readonly rows: number;
  /** Microseconds that the thread worked to read it. */
  readonly work: number;
};

const program = `
  const { parentPort, workerData } = require('node:worker_threads');
  const library = import(workerData.library);
  parentPort.on('message', async (bytes) => {
    const { readFeed, correctedFile } = await library;
    const since = process.threadCpuUsage();
    const reading = await readFeed(bytes, { receivedAt: '2026-12-07T02:00:00Z', reference: 'f-1' });
    const work = process.threadCpuUsage(since).user;
    await correctedFile(bytes, reading, 'zh', 'f-1');
    const { verdict, errors, rows } = reading;
    parentPort.postMessage({ verdict, errors: errors.map(({ code }) => code), rows: rows.length, work });
  });
`;

/** A heap of its own, in which one file after the other is read and handed back as the service would. */
export class SmallHeap {
  private worker: Worker | undefined;

  /** @throws Error when the file needs a larger heap; the next is read in a new one */
  async read(bytes: Uint8Array): Promise<Outcome> {
    this.worker ??= new Worker(program, {
      eval: true,
      workerData: { library: new URL('../dist/index.js', import.meta.url).href },
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    this.worker.postMessage(bytes);
    try {
      const [outcome] = (await once(this.worker, 'message')) as [Outcome];
      return outcome;
    } catch (cause) {
      this.worker = undefined;
      throw cause;
    }
  }

  async close(): Promise<void> {
    await this.worker?.terminate();
  }
}
