import type { Text } from '@tradeloom/kernel';
import type { Delivery } from '../exchange/chain.ts';
import type { Standing } from '../exchange/standing.ts';
import type { Interchange, Verdict } from '../mailboxes/interchange.rules.ts';

export const standingWords: Readonly<Record<Standing, Text>> = {
  overdue: { en: 'Overdue', zh: '逾期未回执' },
  rejected: { en: 'Rejected by the partner', zh: '对方拒绝' },
  refused: { en: 'Refused for business reasons', zh: '对方业务拒收' },
  waiting: { en: 'Waiting for the partner', zh: '等待对方回执' },
  acknowledged: { en: 'Acknowledged', zh: '已回执' },
  'none-due': { en: 'No acknowledgement due', zh: '无需回执' },
};

export const statusWords: Readonly<Record<Interchange['status'], Text>> = {
  received: { en: 'received, not yet read', zh: '已接收，待读取' },
  processed: { en: 'processed', zh: '已处理' },
  'processed-with-errors': { en: 'processed with errors', zh: '已处理，有错误' },
  rejected: { en: 'rejected', zh: '已拒绝' },
  sent: { en: 'sent', zh: '已发送' },
  acknowledged: { en: 'acknowledged', zh: '已回执' },
  refused: { en: 'refused for business reasons', zh: '业务拒收' },
};

export const verdictWords: Readonly<Record<Verdict, Text>> = {
  accepted: { en: 'accepted', zh: '接受' },
  'accepted-with-errors': { en: 'accepted with errors', zh: '接受，有错误' },
  rejected: { en: 'rejected', zh: '拒绝' },
};

export const deliveryWords: Readonly<Record<Delivery['state'], Text>> = {
  taken: { en: 'taken', zh: '已接收' },
  refused: { en: 'refused', zh: '已拒收' },
  waiting: { en: 'on its way', zh: '待送达' },
  uploaded: { en: 'put there, not yet renamed', zh: '已上传，待改名' },
  posted: { en: 'posted, receipt awaited', zh: '已发出，等待回执' },
  delivered: { en: 'delivered', zh: '已送达' },
  failed: { en: 'not delivered', zh: '未送达' },
  doubted: { en: 'delivery not proven', zh: '送达无法证明' },
};

export const wayWords: Readonly<Record<Delivery['way'], Text>> = {
  as2: { en: 'by AS2', zh: '经 AS2' },
  'partner-sftp': { en: 'to the partner’s SFTP server', zh: '至对方 SFTP 服务器' },
};

export const words = {
  exchange: { en: 'Exchange', zh: '收发文件' },
  chain: { en: 'A file and what followed', zh: '文件及其后续' },
  find: { en: 'Find', zh: '查找' },
  findBy: {
    en: 'Control number, order or document number, file name, trace',
    zh: '控制号、订单号、单据号、文件名或追踪号',
  },
  nothingFound: { en: 'Nothing was found.', zh: '未找到。' },
  nothingSent: { en: 'Nothing has been sent.', zh: '尚未发送任何文件。' },
  sentMessages: { en: 'What we sent, and what the partners said', zh: '我方发送的文件与对方回执' },
  all: { en: 'All', zh: '全部' },
  message: { en: 'Message', zh: '报文' },
  partner: { en: 'Partner', zh: '往来方' },
  order: { en: 'Order', zh: '订单' },
  sentAt: { en: 'Sent', zh: '发送时间' },
  dueAt: { en: 'Acknowledgement due', zh: '回执期限' },
  standing: { en: 'Standing', zh: '状态' },
  files: { en: 'Files', zh: '文件' },
  events: { en: 'Events', zh: '事件' },
  in: { en: 'in', zh: '收' },
  out: { en: 'out', zh: '发' },
  content: { en: 'as it came or went', zh: '原文' },
  attempts: { en: 'attempts', zh: '尝试次数' },
  noEvents: { en: 'Nothing has followed.', zh: '尚无后续事件。' },
} as const satisfies Readonly<Record<string, Text>>;
