import type { Milestone, ProgressLine, ProgressReport } from '@tradeloom/edi';
import { decimal } from '@tradeloom/kernel';
import { plain } from './cell-reading.rules.ts';
import { type FeedKind, type FeedSetting, instantOf } from './feed-kind.ts';
import { ownWords } from './headers.ts';
import { itemOf, type RowReader } from './row-reader.ts';

const milestones = new Map<string, Milestone>([
  ...words('material-ready', '备料 备料完成 物料齐套 齐套 来料 material-ready material materials ready'),
  ...words('started', '上线 开工 投产 生产中 started start in-production wip'),
  ...words('finished', '完工 完成 生产完成 成品 入库 finished finish completed complete done'),
  ...words('packed', '包装 包装完成 装箱 packed packing packaging'),
  ...words('shipped', '发货 出货 送货 已发货 已出货 shipped shipping ship delivered'),
]);

function words(milestone: Milestone, list: string): [string, Milestone][] {
  return list.split(' ').map((word) => [word, milestone]);
}

const yesOrNo = new Map<string, boolean>([
  ...['是', 'y', 'yes', 'true', '1', '√', '✓', '更正', '冲正'].map((word): [string, boolean] => [word, true]),
  ...['否', 'n', 'no', 'false', '0', '-'].map((word): [string, boolean] => [word, false]),
]);

/** Work reporting, 报工: cumulative good and scrapped pieces per order line and milestone. */
export const progressFeed: FeedKind<ProgressReport> = {
  name: 'progress',
  title: { en: 'Progress report', zh: '进度报表' },
  own: ownWords({ asOf: '日期 Date', ordered: '数量 Qty, Quantity' }),
  signature: ['milestone', 'good', 'completed'],
  required: ['orderNumber', 'line', ['good', 'completed']],
  optional: [
    ...(['item', 'sellerItem', 'description', 'unit', 'milestone', 'scrap', 'yield'] as const),
    ...(['asOf', 'forecast', 'correction', 'reason', 'remark'] as const),
  ],
  assumes: {
    milestone: { en: 'No milestone column: figures are read as finished', zh: '无里程碑列，按“完工”处理' },
    asOf: { en: 'No date column: figures are taken as true at receipt', zh: '无日期列，数据以收到时间为准' },
  },
  readRow: (row, setting) => {
    const line = readLine(row, setting);
    if (!line || row.refused) return undefined;
    return {
      kind: 'progress-report',
      reportNumber: setting.reference,
      reportDate: setting.receivedOn,
      parties: [],
      lines: [line],
    };
  },
  about: ['orderNumber', 'line', 'milestone'],
  keyOf: (report) => report.reportNumber,
  join: ([first, ...rest]) => ({ ...first!, lines: [first!, ...rest].flatMap((report) => report.lines) }),
};

const readLine = (row: RowReader, setting: FeedSetting): ProgressLine | undefined => {
  const orderNumber = row.needed('orderNumber', row.identifier('orderNumber'));
  const line = row.needed('line', row.lineNumber());
  const unit = row.unit(setting.unit);
  const figures = readFigures(row, unit);
  const asOf = row.date('asOf');
  const { milestone, operation } = readMilestone(row);
  const correction = row.choice('correction', yesOrNo, { en: 'yes or no', zh: '是或否' }) ?? false;
  const reason = row.text('reason');
  if (correction) row.needed('reason', reason, { en: 'Say why figures are taken back', zh: '更正时请填写原因' });
  const remark = readRemark(row, operation);
  if (orderNumber === undefined || line === undefined || !figures) return undefined;
  return {
    orderNumber,
    line,
    ...itemOf(row),
    milestone,
    ...figures,
    asOf: asOf ? instantOf(asOf, setting) : setting.receivedAt,
    ...(correction ? { correction } : {}),
    ...(reason === undefined ? {} : { reason }),
    ...(remark === undefined ? {} : { remark }),
  };
};

/**
 * Good and scrap. Where only the completed pieces and a yield are told, good = completed x yield, rounded down to
 * whole pieces, and scrap is the rest; where completed and good are told, scrap is their difference.
 */
const readFigures = (row: RowReader, unit: string): Pick<ProgressLine, 'good' | 'scrap' | 'unit'> | undefined => {
  const good = row.quantity('good', unit);
  const completed = row.quantity('completed', unit);
  const scrap = row.quantity('scrap', unit);
  const yielded = row.percent('yield');
  const told = good ?? completed;
  if (!told) {
    row.needed(row.has('good') ? 'good' : 'completed', told);
    return undefined;
  }
  if (good && completed && decimal(good.number).gt(completed.number)) {
    row.refuse('good', {
      code: 'feed.progress.good-above-completed',
      message: {
        en: `${good.number} good of ${completed.number} completed`,
        zh: `良品 ${good.number} 大于完工 ${completed.number}`,
      },
      suggestion: { en: `Write at most ${completed.number}`, zh: `请填不超过 ${completed.number}` },
    });
    return undefined;
  }
  if (good) {
    const rest = completed ? decimal(completed.number).minus(good.number).toFixed() : '0';
    return { good: good.number, scrap: scrap?.number ?? rest, unit: good.unit };
  }
  if (scrap || yielded === undefined) return { good: told.number, scrap: scrap?.number ?? '0', unit: told.unit };
  const share = decimal(told.number).times(yielded).div(100);
  const whole = decimal(told.number).isInteger() ? share.floor() : share;
  return { good: whole.toFixed(), scrap: decimal(told.number).minus(whole).toFixed(), unit: told.unit };
};

/** A shop-floor operation that is no milestone (冷镦, 热处理) shows that the line has started, no more. */
const readMilestone = (row: RowReader): { milestone: Milestone; operation?: string } => {
  const word = row.text('milestone');
  if (word === undefined) return { milestone: 'finished' };
  const milestone = milestones.get(plain(word).toLowerCase());
  if (milestone) return { milestone };
  row.warn('milestone', {
    code: 'feed.milestone.operation',
    message: {
      en: `“${word.slice(0, 40)}” is an operation, not a milestone: read as started`,
      zh: `“${word.slice(0, 40)}”是工序而非里程碑，按“上线”处理`,
    },
    suggestion: {
      en: 'Milestones are material ready, started, finished, packed, shipped',
      zh: '里程碑为 备料、上线、完工、包装、发货',
    },
  });
  return { milestone: 'started', operation: word };
};

const readRemark = (row: RowReader, operation: string | undefined): string | undefined => {
  const forecast = row.date('forecast');
  const parts = [
    operation === undefined ? undefined : `工序 ${operation}`,
    forecast ? `预计完工 ${forecast.date}` : undefined,
    row.text('remark'),
  ].filter((part) => part !== undefined);
  return parts.length > 0 ? parts.join('；') : undefined;
};
