import type { Text } from '@tradeloom/kernel';

/** What the history shows where it was touched. */
const texts = {
  'row-altered': {
    en: 'the event or its seal is not what was sealed',
    zh: '该事件或其封印与封存时不一致',
  },
  'event-missing': { en: 'the sealed event is gone', zh: '已封存的事件不见了' },
  'seal-missing': { en: 'a seal is gone', zh: '缺少封印' },
  'order-changed': { en: 'the seal does not follow the one before it in its chain', zh: '该封印与链上前一封印不连续' },
  'event-unsealed': { en: 'an event stands beside the sealed history', zh: '该事件不在已封存的历史之内' },
  'anchor-differs': {
    en: 'the chain up to here is not the one that was anchored',
    zh: '截至此处的链与当日锚定的不一致',
  },
  'anchor-forged': { en: 'the anchor is not signed by this key', zh: '锚定文件不是此密钥签名的' },
  'anchor-missing': { en: 'the anchor before this one is gone', zh: '缺少前一份锚定文件' },
  'witness-differs': {
    en: 'the event is not the one that the gateway heard',
    zh: '该事件与网关收到的不一致',
  },
  'witness-alone': { en: 'the gateway heard an event that is gone here', zh: '网关收到过的事件在此处不见了' },
} as const satisfies Record<string, Text>;

export type FindingKind = keyof typeof texts;

export interface Finding {
  readonly kind: FindingKind;
  readonly service: string;
  /** number of the seal; of the last one covered where the finding is about an anchor; null where there is no seal */
  readonly number: number | null;
  readonly chain: string | null;
  readonly link: number | null;
  readonly eventId: string | null;
  readonly text: Text;
}

export const finding = (
  kind: FindingKind,
  service: string,
  at: Partial<Omit<Finding, 'kind' | 'text'>> = {},
): Finding => ({
  kind,
  service,
  number: at.number ?? null,
  chain: at.chain ?? null,
  link: at.link ?? null,
  eventId: at.eventId ?? null,
  text: texts[kind],
});
