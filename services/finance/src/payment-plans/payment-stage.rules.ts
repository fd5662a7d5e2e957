import { decimal, type IsoDate, type Money, money, type Text } from '@tradeloom/kernel';
import { dueOn, isRetention, type Term } from './payment-term.rules.ts';

export type StageState = 'waiting' | 'due' | 'settled' | 'blocked';

/** One payable part of a plan: of the contract (deposit), of one shipment, or of what has not shipped yet. */
export interface Stage {
  readonly id: string;
  /** deposit, additional-deposit, bl-copy, retention */
  readonly stage: string;
  /** the term that it follows */
  readonly term: Term;
  /** null: a deposit, or the part that has not shipped yet */
  readonly shipmentId: string | null;
  readonly amount: Money;
  /** what receipts have been put to it so far */
  readonly settled: Money;
  /** the date of its trigger; null while that has not happened */
  readonly triggeredOn: IsoDate | null;
  /** how the amount came about */
  readonly basis: Text;
  /** why nobody asks for it at present, e.g. an open claim; null when nothing stands in the way */
  readonly blocked: Text | null;
}

export const openOf = (stage: Stage): Money =>
  money(decimal(stage.amount.amount).minus(stage.settled.amount), stage.amount.currency);

export const isSettled = (stage: Stage): boolean => decimal(openOf(stage).amount).lte(0);

export const isPaidOn = (stage: Stage): boolean => decimal(stage.settled.amount).gt(0);

export const dueDateOf = (stage: Stage): IsoDate | null => dueOn(stage.triggeredOn, stage.term);

/** Owed once its trigger has happened; a retention only when its date has come as well. */
const isOwed = (stage: Stage, today: IsoDate): boolean => {
  const due = dueDateOf(stage);
  return due !== null && (!isRetention(stage.term) || due <= today);
};

export const stateOf = (stage: Stage, today: IsoDate): StageState => {
  if (isSettled(stage)) return 'settled';
  if (stage.blocked) return 'blocked';
  return isOwed(stage, today) ? 'due' : 'waiting';
};

const triggerText: Readonly<Record<Term['trigger'], Text>> = {
  'order-confirmed': { en: 'the order is confirmed', zh: '订单生效' },
  'bl-copy-sent': { en: 'the B/L copy is sent', zh: '提单副本发出' },
  'on-board': { en: 'the goods are on board', zh: '货物装船' },
};

const period = (term: Term): Text => {
  const parts = [
    ...(term.months > 0 ? [{ en: `${term.months} months`, zh: `${term.months} 个月` }] : []),
    ...(term.days > 0 || term.months === 0 ? [{ en: `${term.days} days`, zh: `${term.days} 天` }] : []),
  ];
  const trigger = triggerText[term.trigger];
  return {
    en: `${parts.map((p) => p.en).join(' and ')} after ${trigger.en}`,
    zh: `${trigger.zh}后 ${parts.map((p) => p.zh).join('加 ')}`,
  };
};

/** Why the stage has its amount, its date and its state. */
export const because = (stage: Stage, today: IsoDate): Text => {
  const when = period(stage.term);
  const terms: Text = { en: `${stage.basis.en}; ${when.en}`, zh: `${stage.basis.zh}；${when.zh}` };
  const state = stateReason(stage, today);
  return { en: `${terms.en}; ${state.en}`, zh: `${terms.zh}；${state.zh}` };
};

const stateReason = (stage: Stage, today: IsoDate): Text => {
  const open = openOf(stage);
  const due = dueDateOf(stage);
  switch (stateOf(stage, today)) {
    case 'settled':
      return { en: 'settled in full', zh: '已付清' };
    case 'blocked':
      return { en: `blocked: ${stage.blocked?.en}`, zh: `已冻结：${stage.blocked?.zh}` };
    case 'waiting':
      return due === null
        ? { en: 'waits for that event', zh: '等待该事件' }
        : { en: `waits for ${due}`, zh: `等待至 ${due}` };
    case 'due': {
      const late = due !== null && due < today;
      return {
        en: `${open.amount} ${open.currency} open, ${late ? 'overdue since' : 'due on'} ${due}`,
        zh: `未付 ${open.amount} ${open.currency}，${late ? '已逾期，到期日' : '到期日'} ${due}`,
      };
    }
  }
};
