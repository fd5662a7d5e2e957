import { acknowledge, checkAccepted } from '../acknowledgements.ts';
import { plain, same, says, there } from '../check.ts';
import { eventually } from '../eventually.ts';
import { outsourcing, warning } from '../expected.ts';
import type { Chapter, Journey } from '../journey.ts';
import { timesTold } from '../order-of.ts';
import type { ProgressView, WarningView } from '../views.ts';
import { deliverySteps } from './03-deliveries.ts';
import { duproSteps } from './03-dupro.ts';

/** Good and scrap finished of an item, as somebody reads it. */
const finishedOf = async (journey: Journey, login: string, item: string): Promise<[string, string]> => {
  const works = await journey.platform
    .as(login)
    .get<readonly ProgressView[]>(`progress-reports?order=${journey.known('order').id}`);
  const finished = works.find((w) => w.item === item)?.milestones.find(({ milestone }) => milestone === 'finished');
  return [plain(finished?.good ?? '0'), plain(finished?.scrap ?? '0')];
};

const untilFinished = (journey: Journey, item: string, good: string, scrap: string): Promise<void> =>
  eventually(`${item}: ${good} finished`, async () => {
    for (const login of ['liu.fang', 'sun.yan'])
      same(`${item} as ${login} reads it`, await finishedOf(journey, login, item), [good, scrap]);
  });

const sendStatus = async (journey: Journey, file: string): Promise<void> => {
  const sent = await journey.send('jingsu', file, { outsourcing: journey.known('jingsuOrder').number });
  same(`${file} status`, sent.fate.status, 'processed');
  await checkAccepted(journey, 'jingsu', sent);
};

/** The warnings about a supplier's work, the same for both owners. */
const warningsAbout = async (journey: Journey, supplier: string): Promise<readonly WarningView[]> => {
  const [traders, factorys] = await Promise.all(
    ['sun.yan', 'gao.jun'].map((login) =>
      journey.platform.as(login).get<readonly WarningView[]>(`warnings?order=${journey.known('order').id}`),
    ),
  );
  same('warnings of both owners', traders, factorys);
  return there('warnings', traders).filter((w) => w.supplier === supplier);
};

const figuresOf = (warnings: readonly WarningView[]) =>
  warnings.map(({ status, kind, due, expected, bufferLeftDays, owners }) => ({
    status,
    kind,
    due,
    expected,
    bufferLeftDays,
    owners: owners.toSorted(),
  }));

/** Lines of the files below that moved a figure: 2 first, 1 late, 1 + 2 of the CSV, 2 second, 1 correction, 2 last. */
const reportsThatCount = 11;

/** What the suppliers report, what that means for the date, and what arrives. */
export const progressChapter: Chapter = {
  title: { en: 'Progress', zh: '进度' },
  steps: [
    {
      name: { en: 'The EDI supplier’s 870 shows in both owners’ progress', zh: 'EDI 供应商的 870 进入双方进度' },
      async run(journey) {
        await journey.reach(9);
        await sendStatus(journey, 'status-first-870.edi');
        await untilFinished(journey, 'KT18-BODY', '800', '6');
        await untilFinished(journey, 'TS04-KNOB', '220', '0');
      },
    },
    {
      name: {
        en: 'A repeated 870 changes nothing, and of a late one only the line that is newer counts',
        zh: '重复的 870 不改变数据；迟到的 870 只采用较新的一行',
      },
      async run(journey) {
        await journey.reach(10);
        await sendStatus(journey, 'status-first-870.edi');
        await sendStatus(journey, 'status-late-870.edi');
        await untilFinished(journey, 'TS04-KNOB', '240', '0');
        await untilFinished(journey, 'KT18-BODY', '800', '6');
      },
    },
    {
      name: {
        en: 'The CSV supplier’s feed (GB18030): one row taken, the broken one handed back with its error',
        zh: 'CSV 供应商日报（GB18030）：一行采用，错误行带说明退回',
      },
      async run(journey) {
        const { number } = journey.known('jinfengOrder');
        const sent = await journey.send('jinfeng', 'progress-behind.csv', { outsourcing: number });
        same('CSV', [sent.fate.status, sent.fate.charset], ['processed-with-errors', 'gb18030']);
        same(
          'rows',
          sent.fate.rows.map(({ verdict }) => verdict),
          ['accepted', 'rejected'],
        );
        const [error] = there('broken row', sent.fate.rows[1]).errors;
        same('error', error?.code, 'feed.number.unreadable');
        const corrected = await journey.platform
          .asPartner('jinfeng')
          .bytes(`partners/jinfeng/interchanges/${sent.id}/corrected`);
        journey.keep('out-jinfeng-corrected.csv', corrected);
        says('corrected file', new TextDecoder('gb18030').decode(corrected), 'KT18-BASE', '三百左右', '错误');
        await untilFinished(journey, 'KT18-BASE', '300', '4');
        same('the broken row', await finishedOf(journey, 'sun.yan', 'TS04-SHELL'), ['0', '0']);
      },
    },
    {
      name: {
        en: 'It is behind: an early warning reaches both owners once, with the buffer left',
        zh: '进度落后：双方各收到一次预警，并显示剩余缓冲',
      },
      async run(journey) {
        const expected = {
          status: 'open',
          kind: 'behind-schedule',
          due: journey.day(warning.dueDay),
          expected: journey.day(warning.expectedDay),
          bufferLeftDays: warning.bufferLeftDays,
          owners: ['eastbridge', 'hengda'],
        };
        await eventually('the warning is raised', async () => {
          same('warnings', figuresOf(await warningsAbout(journey, 'jinfeng')), [expected]);
        });
        await journey.send('jinfeng', 'progress-behind.csv', { outsourcing: journey.known('jinfengOrder').number });
      },
    },
    {
      name: { en: 'Its next feed clears the warning', zh: '下一份日报解除预警' },
      async run(journey) {
        await journey.reach(14);
        const sent = await journey.send('jinfeng', 'progress-caught-up.csv', {
          outsourcing: journey.known('jinfengOrder').number,
        });
        same('CSV', sent.fate.status, 'processed');
        await untilFinished(journey, 'KT18-BASE', '1500', '11');
        await untilFinished(journey, 'TS04-SHELL', '360', '2');
        await eventually('the warning is cleared', async () => {
          same(
            'warnings',
            (await warningsAbout(journey, 'jinfeng')).map(({ status }) => status),
            ['cleared'],
          );
          same('warnings told', await timesTold(journey, 'EarlyWarningRaised'), 1);
          same('ends of warnings told', await timesTold(journey, 'EarlyWarningCleared'), 1);
        });
      },
    },
    {
      name: {
        en: 'A figure that falls without a word is refused (824); as a correction with its reason it is taken',
        zh: '累计数无说明下降被拒（824）；注明原因的更正被接受',
      },
      async run(journey) {
        await journey.reach(15);
        await sendStatus(journey, 'status-second-870.edi');
        await untilFinished(journey, 'KT18-BODY', '1500', '14');
        await journey.reach(16);
        const silent = await journey.send('jingsu', 'status-falls-870.edi', {
          outsourcing: journey.known('jingsuOrder').number,
        });
        await checkAccepted(journey, 'jingsu', silent);
        const advice = await journey.fetchX12('jingsu', '824', {});
        same('OTI03', advice.x12.first('OTI')[3], `JS${journey.serial}03`);
        same('figures', await finishedOf(journey, 'sun.yan', 'KT18-BODY'), ['1500', '14']);
        await sendStatus(journey, 'status-correction-870.edi');
        await untilFinished(journey, 'KT18-BODY', '1480', '14');
        await acknowledge(journey, 'jingsu', advice);
      },
    },
    {
      name: {
        en: 'The EDI supplier is finished; of all reports so far, each figure was told once',
        zh: 'EDI 供应商完工；至此每个数据只通报一次',
      },
      async run(journey) {
        await journey.reach(18);
        await sendStatus(journey, 'status-last-870.edi');
        await untilFinished(journey, 'KT18-BODY', outsourcing.jingsu.body.quantity, '18');
        await untilFinished(journey, 'TS04-KNOB', outsourcing.jingsu.knob.quantity, '1');
        await eventually('progress on the timeline', async () => {
          same('progress told', await timesTold(journey, 'ProgressReported'), reportsThatCount);
        });
      },
    },
    ...deliverySteps,
    ...duproSteps,
  ],
};
