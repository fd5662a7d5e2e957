import { counted, type Found } from './count-parts.ts';

/** Reads one X12 interchange from standard input, every element validated -> `seconds messages errors peakBytes` */
const since = performance.now();
const { messages, errors }: Found = await counted('x12', 'elements', () => process.stdin, 'utf-8');
const seconds = (performance.now() - since) / 1000;
process.stdout.write(`${seconds} ${messages} ${errors} ${process.resourceUsage().maxRSS * 1024}\n`);
