import type { Problems } from '../findings/problem.ts';
import type { GroupResult, InterchangeResult } from '../result.ts';
import { isCcyymmdd, isTime, isYymmdd } from './calendar.ts';
import type { Segment } from './segment.ts';

type InterchangeHeader = Omit<
  InterchangeResult,
  'charset' | 'byteOffset' | 'verdict' | 'errors' | 'groups' | 'receivedAcks'
>;

/** ISA (X12.5): authorisation, security, sender, receiver, date, time, version, control number, flags. */
export const checkInterchangeHeader = (isa: Segment, problems: Problems): InterchangeHeader => {
  if (!isa.source.delimiters.fixedWidth) problems.at('ISA_NOT_FIXED_WIDTH', isa);
  if (!/^\w{2}$/.test(isa.at(5))) problems.at('ISA_SENDER_QUALIFIER_INVALID', isa, { element: 5 });
  if (isa.at(6).trim() === '') problems.at('ISA_SENDER_INVALID', isa, { element: 6 });
  if (!/^\w{2}$/.test(isa.at(7))) problems.at('ISA_RECEIVER_QUALIFIER_INVALID', isa, { element: 7 });
  if (isa.at(8).trim() === '') problems.at('ISA_RECEIVER_INVALID', isa, { element: 8 });
  if (!isYymmdd(isa.at(9))) problems.at('ISA_DATE_INVALID', isa, { element: 9 });
  if (!isTime(isa.at(10))) problems.at('ISA_TIME_INVALID', isa, { element: 10 });
  if (!/^\d{5}$/.test(isa.at(12))) problems.at('ISA_VERSION_INVALID', isa, { element: 12 });
  if (!/^\d{9}$/.test(isa.at(13))) problems.at('ISA_CONTROL_INVALID', isa, { element: 13 });
  for (const [element, allowed] of [
    [14, /^[01]$/],
    [15, /^[PTI]$/],
  ] as const) {
    if (!allowed.test(isa.at(element))) problems.at('ISA_ELEMENT_INVALID', isa, { element });
  }
  return {
    senderQualifier: isa.at(5),
    sender: isa.at(6).trim(),
    receiverQualifier: isa.at(7),
    receiver: isa.at(8).trim(),
    date: isa.at(9),
    time: isa.at(10),
    version: isa.at(12),
    control: isa.at(13),
    acknowledgementRequested: isa.at(14) === '1',
    test: isa.at(15) === 'T',
  };
};

/** GS: functional id, application sender and receiver, date, time, control number, agency, version. */
export const checkGroupHeader = (
  gs: Segment,
  problems: Problems,
): Omit<GroupResult, 'verdict' | 'errors' | 'messages' | 'declaredMessages'> => {
  if (!/^\d{1,9}$/.test(gs.at(6))) problems.at('GS_CONTROL_INVALID', gs, { element: 6 });
  if (!isCcyymmdd(gs.at(4))) problems.at('GS_DATE_INVALID', gs, { element: 4 });
  const versionCode = gs.at(8);
  if (!tableVersion(versionCode)) problems.at('VERSION_NOT_SUPPORTED', gs, { element: 8 });
  else if (!isSupported(versionCode)) {
    problems.at('VERSION_READ_BY_NEAREST', gs, {
      element: 8,
      found: versionCode,
      expected: tableVersion(versionCode) as string,
    });
  }
  return {
    functionalId: gs.at(1),
    sender: gs.at(2),
    receiver: gs.at(3),
    control: gs.at(6),
    versionCode,
    version: versionCode.slice(0, 6),
    date: gs.at(4),
  };
};

export type TableVersion = '004010' | '005010';

const isSupported = (code: string): boolean => ['004010', '005010'].includes(code.slice(0, 6));

/**
 * Whose tables read a GS08: 004010 up to the last release of version 4, 005010 for those of version 5.
 * Versions before 4 write years with two digits, and later ones were not compared: not supported.
 */
export const tableVersion = (code: string): TableVersion | null => {
  if (/^0040[1-9]\d/.test(code)) return '004010';
  return /^0050[1-9]\d/.test(code) ? '005010' : null;
};
