import { addDays, decimal, type IsoDate, latest } from '@tradeloom/kernel';
import { type Finding, finding } from './finding.rules.ts';

/** What production promised for one schedule; `promised` is null when no date could be found. */
export interface DeliveryPromise {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly requested: IsoDate;
  readonly promised: IsoDate | null;
  /** Calendar days that making takes, and those from the factory to the trade term's place. */
  readonly productionDays: number;
  readonly logisticsDays: number;
  readonly binding: { readonly kind: string; readonly name: string };
}

export interface Commitment {
  readonly lineId: string;
  readonly scheduleId: string;
  readonly committed: IsoDate | null;
  readonly bufferDays: number;
}

/** 7 % of production and logistics days, rounded up to a whole day. 7 % 缓冲 */
const bufferPercent = '7';

export const bufferDays = (productionDays: number, logisticsDays: number): number =>
  decimal(productionDays).plus(logisticsDays).times(bufferPercent).div(100).ceil().toNumber();

/** What we commit to: not before the customer wants it, not before the promise plus the buffer. */
export const commit = (promise: DeliveryPromise): Commitment => {
  const buffer = bufferDays(promise.productionDays, promise.logisticsDays);
  return {
    lineId: promise.lineId,
    scheduleId: promise.scheduleId,
    committed: promise.promised === null ? null : latest(promise.requested, addDays(promise.promised, buffer)),
    bufferDays: buffer,
  };
};

/** One finding per schedule: kept, later (and what binds it), or without any date. */
export const auditDates = (promises: readonly DeliveryPromise[]): Finding[] => promises.map(auditDate);

const auditDate = (promise: DeliveryPromise): Finding => {
  const { committed, bufferDays: buffer } = commit(promise);
  const facts = {
    lineId: promise.lineId,
    scheduleId: promise.scheduleId,
    requested: promise.requested,
    promised: promise.promised ?? '',
    productionDays: String(promise.productionDays),
    logisticsDays: String(promise.logisticsDays),
    bufferPercent,
    bufferDays: String(buffer),
    committed: committed ?? '',
    bindingKind: promise.binding.kind,
    bindingName: promise.binding.name,
  };
  const { kind, name } = promise.binding;
  if (committed === null)
    return finding(
      'orders.audit.no-promise',
      'warning',
      { en: `No date can be promised, bound by ${kind} ${name}`, zh: `无法承诺交期，受限于 ${kind} ${name}` },
      facts,
    );
  if (committed === promise.requested)
    return finding(
      'orders.audit.date-kept',
      'info',
      {
        en: `${committed} is kept: promised ${promise.promised}, buffer ${buffer} days`,
        zh: `可按 ${committed} 交货：承诺 ${promise.promised}，缓冲 ${buffer} 天`,
      },
      facts,
    );
  return finding(
    'orders.audit.date-later',
    'warning',
    {
      en: `${promise.requested} cannot be kept, ${committed} is offered, bound by ${kind} ${name}`,
      zh: `无法满足 ${promise.requested}，改报 ${committed}，受限于 ${kind} ${name}`,
    },
    facts,
  );
};
