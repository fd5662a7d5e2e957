import type { Text } from '@tradeloom/kernel';
import type { WorkProgress } from '../progress/progress.rules.ts';

const line = ({ customerLine }: WorkProgress): Text =>
  customerLine === '' ? { en: '', zh: '' } : { en: `, line ${customerLine}`, zh: ` 第 ${customerLine} 行` };

/** Which work is meant, as people say it: order, line, and what is to be made by when. */
export const inWords = (work: WorkProgress): Text => {
  const { item, quantity, unit, outsourcingNumber, outsourcingLine, orderNumber: order } = work;
  const due = work.targets.at(-1)?.due ?? work.startsOn;
  const { en, zh } = line(work);
  const of = { en: `order ${order}${en}`, zh: `订单 ${order}${zh}` };
  const what = { en: `${quantity} ${unit} of ${item} due ${due}`, zh: `${item} ${quantity} ${unit}，${due} 前完成` };
  return outsourcingNumber === null
    ? { en: `${of.en}: ${what.en}`, zh: `${of.zh}：${what.zh}` }
    : {
        en: `outsourcing order ${outsourcingNumber}, line ${outsourcingLine}, for ${of.en}: ${what.en}`,
        zh: `委外订单 ${outsourcingNumber} 第 ${outsourcingLine} 行（${of.zh}）：${what.zh}`,
      };
};
