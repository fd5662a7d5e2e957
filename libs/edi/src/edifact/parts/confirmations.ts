import type { LineConfirmation, OrderResponse } from '../../canonical/documents.ts';
import { loopsOf, segmentsOf } from '../../structure/match-structure.ts';
import { type Loop, optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addDate, dateOf } from './dates.ts';
import { addQuantity, numberText, type Stated } from './items.ts';
import { addText, codedText, textsOf } from './texts.ts';

type Status = LineConfirmation['status'];
type Outcome = OrderResponse['outcome'];

/** Our codes of a schedule's status, in FTX C107: EDIFACT has one status for the whole line (DE 1229). */
const codeOfStatus: Readonly<Record<Status, string>> = {
  accepted: 'IA',
  changed: 'IC',
  'quantity-changed': 'IQ',
  'date-changed': 'DR',
  'price-changed': 'IP',
  rejected: 'IR',
  backordered: 'IB',
};

/** LIN 1229: 5 accepted, 6 accepted with amendment, 3 changed, 7 not accepted, 2 deleted, 1 added. */
const statusOfAction: Readonly<Record<string, Status>> = {
  '1': 'accepted',
  '2': 'rejected',
  '3': 'changed',
  '5': 'accepted',
  '6': 'changed',
  '7': 'rejected',
};
export const answerActions = Object.keys(statusOfAction);

/** DE 1225: 29 accepted without amendment, 4 change, 27 not accepted; 6 confirmation and 5 replacement are read too. */
const outcomeOfFunction: Readonly<Record<string, Outcome>> = {
  '29': 'accepted',
  '6': 'accepted',
  '4': 'changed',
  '5': 'changed',
  '27': 'rejected',
};
/** 9, original: the answer is what the lines say. */
export const answerFunctions = [...Object.keys(outcomeOfFunction), '9'];
export const functionOfOutcome: Readonly<Record<Outcome, string>> = { accepted: '29', changed: '4', rejected: '27' };

export const outcomeOf = (code: string, lines: readonly { confirmations: readonly LineConfirmation[] }[]): Outcome => {
  const stated = outcomeOfFunction[code];
  if (stated) return stated;
  const statuses = lines.flatMap(({ confirmations }) => confirmations.map(({ status }) => status));
  if (statuses.every((status) => status === 'accepted')) return 'accepted';
  return statuses.every((status) => status === 'rejected') ? 'rejected' : 'changed';
};

const backordered = '83';
const toBeDelivered = '113';
const promised = ['69', '67', '17', '2', '10'];

/**
 * SCC groups of a line: FTX with our status code and the reason, QTY 113 (83: back order), DTM 69 promised for. A
 * quantity to be delivered may also stand at the line itself; a line that states none is answered as a whole.
 */
export const readConfirmations = (line: Loop, stated: Stated, code: string): LineConfirmation[] => {
  const action = line.segments[0]?.at(2, 1) ?? '';
  const status = statusOfAction[action] ?? (outcomeOfFunction[code] === 'rejected' ? 'rejected' : 'accepted');
  const ofQty = (qty: Segment, group: Loop, said: { status?: Status; reason?: string }): LineConfirmation => ({
    status: said.status ?? (qty.at(1, 1) === backordered ? 'backordered' : status),
    quantity: numberText(qty.at(1, 2)),
    unit: qty.at(1, 3) || stated.unit,
    ...optional('date', dateOf(group, promised)),
    ...optional('reason', said.reason),
  });
  const own = segmentsOf(line, 'QTY').filter((qty) => [toBeDelivered, backordered].includes(qty.at(1, 1)));
  const found = [
    ...own.map((qty) => ofQty(qty, line, {})),
    ...loopsOf(line, 'SCC').flatMap((scc) => {
      const said = saidOf(scc);
      return loopsOf(scc, 'QTY').map((group) => ofQty(group.segments[0] as Segment, group, said));
    }),
  ];
  return found.length > 0 ? found : [{ status, ...stated, ...optional('date', dateOf(line, promised)) }];
};

const saidOf = (scc: Loop): { status?: Status; reason?: string } => {
  const texts = textsOf(scc);
  for (const [status, code] of Object.entries(codeOfStatus)) {
    const text = codedText(texts, code);
    if (text) return { status: status as Status, ...optional('reason', text.text) };
  }
  return optional('reason', texts.map(({ text }) => text).join(' '));
};

export const actionOf = (confirmations: readonly LineConfirmation[]): string => {
  if (confirmations.every(({ status }) => status === 'accepted')) return '5';
  return confirmations.every(({ status }) => status === 'rejected') ? '7' : '3';
};

export const writeConfirmations = (out: Sink, confirmations: readonly LineConfirmation[]): void => {
  for (const { status, quantity, unit, date, reason } of confirmations) {
    out.add('SCC', '1');
    addText(out, 'ZZZ', reason, codeOfStatus[status]);
    addQuantity(out, status === 'backordered' ? backordered : toBeDelivered, quantity, unit);
    addDate(out, '69', date);
  }
};
