import { join } from 'node:path';
import { Unmet } from './check.ts';
import { firstDay } from './first-day.ts';
import { type Chapter, Journey, type Step } from './journey.ts';
import { timelineOf } from './order-of.ts';
import { Platform, Refused } from './platform.ts';
import { timelineTable } from './print-timeline.ts';
import { orderChapter } from './steps/01-order.ts';
import { releaseChapter } from './steps/02-release.ts';
import { progressChapter } from './steps/03-progress.ts';
import { changeChapter } from './steps/04-change.ts';
import { finalInspectionChapter } from './steps/05-final-inspection.ts';
import { shipmentChapter } from './steps/06-shipment.ts';
import { moneyChapter } from './steps/07-money.ts';
import { scoresChapter } from './steps/08-scores.ts';
import { otherOutcomesChapter } from './steps/09-other-outcomes.ts';
import { speaks, type Text } from './text.ts';

const chapters: readonly Chapter[] = [
  orderChapter,
  releaseChapter,
  progressChapter,
  changeChapter,
  finalInspectionChapter,
  shipmentChapter,
  moneyChapter,
  scoresChapter,
  otherOutcomesChapter,
];

export interface JourneyPlan {
  /** The running platform, or the state folder of its stack (`.tradeloom`). */
  readonly platform: Platform | string;
  readonly print: (line: string) => void;
  /** The stack ends with the journey: no links to what will not be there any more. */
  readonly once: boolean;
  readonly language?: keyof Text;
  /** Address of Zipkin, where it runs beside the stack. */
  readonly zipkin?: string;
  /** Only the chapters up to this one, counted from 1. */
  readonly upTo?: number;
}

export interface JourneyResult {
  /** Every step's outcome was checked and right. */
  readonly passed: boolean;
  readonly steps: number;
  readonly seconds: number;
  /** Where the files that were sent and made lie. */
  readonly files: string;
  readonly orderId: string | undefined;
}

/** Plays one order's whole journey through the public doors, and prints what happens. */
export const runJourney = async (plan: JourneyPlan): Promise<JourneyResult> => {
  const { print, once, language = speaks(process.env), upTo = chapters.length, zipkin } = plan;
  const platform = typeof plan.platform === 'string' ? Platform.open(plan.platform) : plan.platform;
  const start = await firstDay(platform);
  const journey = new Journey(platform, start, new Date());
  await platform.as('ops.e').post('demo/clock', { businessDate: start });
  const since = performance.now();
  const teller = new Teller(print, language);
  const failed = await play(chapters.slice(0, upTo), journey, teller);
  const result = {
    passed: failed === undefined,
    steps: teller.steps,
    seconds: (performance.now() - since) / 1000,
    files: journey.folder,
    orderId: journey.find('order')?.id,
  };
  await epilogue(journey, result, { print, once, language, ...(zipkin && { zipkin }) });
  return result;
};

class Teller {
  steps = 0;
  private readonly print: (line: string) => void;
  private readonly language: keyof Text;
  private readonly since = performance.now();

  constructor(print: (line: string) => void, language: keyof Text) {
    this.print = print;
    this.language = language;
  }

  chapter(number: number, { title }: Chapter, journey: Journey): void {
    this.print(`\n${number}. ${title[this.language]}  ·  ${journey.today}`);
  }

  done({ name }: Step, from: number): void {
    this.steps += 1;
    this.print(`  ✓ ${name[this.language]}  ${this.took(from)}`);
  }

  failed({ name }: Step, from: number, error: unknown, logs: string): void {
    const why = { en: 'because', zh: '原因' }[this.language];
    const where = { en: 'logs', zh: '日志' }[this.language];
    this.print(`  ✗ ${name[this.language]}  ${this.took(from)}`);
    this.print(`    ${why}: ${reasonOf(error)}`);
    this.print(`    ${where}: ${logs}`);
  }

  private took(from: number): string {
    const now = performance.now();
    return `${((now - from) / 1000).toFixed(1)} s  (${((now - this.since) / 1000).toFixed(1)} s)`;
  }
}

/** What was not as expected in one line; a defect of the scenario itself with its stack. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Refused)
    return `${error.message}${error.problem.traceId ? ` (trace ${error.problem.traceId})` : ''}`;
  if (error instanceof Unmet) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
};

/** @returns the step that failed; later steps stand on it and are not tried */
const play = async (played: readonly Chapter[], journey: Journey, teller: Teller): Promise<Step | undefined> => {
  for (const [index, chapter] of played.entries()) {
    teller.chapter(index + 1, chapter, journey);
    for (const step of chapter.steps) {
      const from = performance.now();
      try {
        await step.run(journey);
        teller.done(step, from);
      } catch (error) {
        teller.failed(step, from, error, join(journey.platform.state, 'logs'));
        return step;
      }
    }
  }
  return undefined;
};

const epilogue = async (
  journey: Journey,
  { passed, steps, seconds, files, orderId }: JourneyResult,
  {
    print,
    once,
    language,
    zipkin,
  }: Required<Pick<JourneyPlan, 'print' | 'once' | 'language'>> & Pick<JourneyPlan, 'zipkin'>,
): Promise<void> => {
  const say = (text: Text): void => print(text[language]);
  if (orderId !== undefined) {
    const entries = await timelineOf(journey, 'chen.li', orderId);
    const { number } = journey.known('order');
    say({
      en: `\nTimeline of order ${number} as the trading company reads it`,
      zh: `\n订单 ${number} 的时间线（外贸公司视角）`,
    });
    for (const line of timelineTable(entries, language)) print(line);
  }
  const took = seconds.toFixed(1);
  if (passed)
    say({
      en: `\n${steps} steps, every outcome as expected, ${took} s`,
      zh: `\n共 ${steps} 步，结果全部符合预期，用时 ${took} 秒`,
    });
  else
    say({
      en: `\nThe journey stopped after ${steps} steps, ${took} s`,
      zh: `\n旅程在 ${steps} 步后中止，用时 ${took} 秒`,
    });
  say({ en: `files   ${files}`, zh: `文件    ${files}` });
  if (once) return;
  const traceId = journey.find('orderFile')?.fate.traceId;
  if (zipkin && traceId) {
    const trace = `${zipkin}/zipkin/traces/${traceId}`;
    say({ en: `trace   ${trace} (from the 850 to the 855)`, zh: `调用链  ${trace}（850 至 855）` });
  }
  const { gateway } = journey.platform;
  say({ en: `portal  ${gateway}`, zh: `门户    ${gateway}` });
  if (orderId !== undefined)
    say({ en: `order   ${gateway}/orders/${orderId}`, zh: `订单    ${gateway}/orders/${orderId}` });
};
