import { isCcyymmdd, isTime, isYymmdd } from '../calendar.ts';
import type { Problems } from '../findings/problem.ts';
import type { GroupResult, InterchangeResult } from '../result.ts';
import type { Segment } from './segment.ts';

type InterchangeHeader = Omit<
  InterchangeResult,
  'charset' | 'byteOffset' | 'verdict' | 'errors' | 'groups' | 'receivedAcks'
>;

const reference = /^[\x20-\x7e]{1,14}$/;

/** UNB (ISO 9735): syntax, sender, recipient, preparation, control reference, acknowledgement request, test. */
export const checkInterchangeHeader = (unb: Segment, problems: Problems): InterchangeHeader => {
  const header = {
    sender: unb.at(2, 1),
    senderQualifier: unb.at(2, 2),
    receiver: unb.at(3, 1),
    receiverQualifier: unb.at(3, 2),
    control: unb.at(5, 1),
    date: unb.at(4, 1),
    time: unb.at(4, 2),
    version: `${unb.at(1, 1)}:${unb.at(1, 2)}`,
    test: unb.at(11, 1) === '1',
    acknowledgementRequested: unb.at(9, 1) === '1',
  };
  if (!/^[A-Z]{4}:[1-4]$/.test(header.version)) {
    problems.at('SYNTAX_NOT_SUPPORTED', unb, { element: 1 });
  }
  if (header.sender === '') problems.at('UNB_SENDER_INVALID', unb, { element: 2 });
  if (header.receiver === '') problems.at('UNB_RECEIVER_INVALID', unb, { element: 3 });
  if (!isPreparation(header.date, header.time)) problems.at('UNB_DATE_INVALID', unb, { element: 4 });
  if (!reference.test(header.control)) problems.at('UNB_CONTROL_INVALID', unb, { element: 5 });
  return header;
};

const isPreparation = (date: string, time: string): boolean =>
  (isYymmdd(date) || isCcyymmdd(date)) && isTime(time) && time.length <= 6;

type GroupHeader = Omit<GroupResult, 'verdict' | 'errors' | 'messages' | 'declaredMessages'>;

/** UNG; its version holds for the group only where its messages say the same. */
export const groupHeader = (ung: Segment): GroupHeader => ({
  functionalId: ung.at(1, 1),
  sender: ung.at(2, 1),
  receiver: ung.at(3, 1),
  date: ung.at(4, 1),
  control: ung.at(5, 1),
  ...versionOf(ung, 7, 1),
});

/** `D.96A` and what the partner adds to it (0057). */
export const versionOf = (
  segment: Segment,
  element: number,
  from: number,
): { version: string; versionCode: string } => {
  const version = `${segment.at(element, from)}.${segment.at(element, from + 1)}`.replaceAll(' ', '');
  const association = segment.at(element, from + (element === 7 ? 2 : 3));
  return { version, versionCode: association === '' ? version : `${version}/${association}` };
};
