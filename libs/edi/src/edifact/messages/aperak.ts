import type { ApplicationAdvice } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { type Loop, type MessageFile, optional, type Reading, type Sink } from '../message.ts';
import { addDate, documentDate } from '../parts/dates.ts';
import { addReference, documentNumber, referenceOf } from '../parts/headers.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import { addText, codedText, fitsOneSegment, textsOf } from '../parts/texts.ts';
import type { Segment } from '../segment.ts';

/*
 * APERAK Application error and acknowledgement: what the receiver's application, not its translator, says about a
 * document.
 *
 *   BGM  313 error or 312 acknowledgement, advice number, 29 accepted, 34 accepted with amendment, 27 not accepted
 *   DTM  137 advice date
 *   FTX  ZZZ our codes TYP the document's type where its reference does not tell, GRP the control number of its group
 *   SG1  RFF the document's number (ON, PP, POR, AAK, ALO, IV, RA, AAN, else ACE); ACW the reference of its message
 *   SG2  NAD parties. D.01B has DOC as SG1 before these: it is read
 *   SG3  ERC error code of up to eight characters, else ZZZ; FTX AAO text; RFF LI where in the document.
 *        Below RFF, FTX ZZZ with our codes: COD the longer error code, VAL the refused value; AAO a text that is too
 *        long for the one FTX above
 */
type Outcome = ApplicationAdvice['outcome'];
type AdviceError = ApplicationAdvice['errors'][number];
type Subject = ApplicationAdvice['refersTo'];

/** DE 1225. The first of an outcome is written, all are read; 9, original, says nothing about it. */
const functionsOfOutcome: Readonly<Record<Outcome, readonly string[]>> = {
  accepted: ['29', '6', '44'],
  'accepted-with-change': ['34', '28', '30', '4', '45'],
  rejected: ['27', '12'],
};
/** DE 4343: AP accepted, CA conditionally accepted, RE rejected. */
const responses: Readonly<Record<Outcome, readonly string[]>> = {
  accepted: ['AP'],
  'accepted-with-change': ['CA'],
  rejected: ['RE'],
};
const acknowledgement = '312';
const applicationError = '313';

/** DE 1153: what each kind of document calls its number. The first type is read, all are written so. */
const typesOfReference: Readonly<Record<string, readonly string[]>> = {
  ON: ['ORDERS', '850'],
  PP: ['ORDCHG', '860'],
  POR: ['ORDRSP', '855', '865'],
  AAK: ['DESADV', '856'],
  ALO: ['RECADV', '861'],
  IV: ['INVOIC', '810'],
  RA: ['REMADV', '820'],
  AAN: ['DELFOR', '830'],
};
/** DE 1001: what D.01B names in DOC. */
const typesOfName: Readonly<Record<string, string>> = {
  '220': 'ORDERS',
  '230': 'ORDCHG',
  '231': 'ORDRSP',
  '241': 'DELFOR',
  '242': 'DELJIT',
  '348': 'OSTRPT',
  '351': 'DESADV',
  '380': 'INVOIC',
  '481': 'REMADV',
  '632': 'RECADV',
};
const someDocument = 'ACE';
const messageReference = 'ACW';

/** C901 9321: an..8. */
const longestCode = 8;
const longCode = 'ZZZ';

export const aperak: MessageFile<ApplicationAdvice> = {
  type: 'APERAK',
  kinds: ['application-advice'],
  codes: {},
  needs: ['BGM 2.1'],

  read(reading) {
    const errors = loopsOf(reading.root, 'ERC').map(readError);
    return {
      kind: 'application-advice',
      adviceNumber: documentNumber(reading.header),
      adviceDate: documentDate(reading),
      refersTo: readSubject(reading),
      outcome: readOutcome(reading, errors),
      parties: readParties(reading.root),
      errors,
    };
  },

  write(advice, out) {
    const { refersTo, outcome } = advice;
    const name = outcome === 'rejected' ? applicationError : acknowledgement;
    out.add('BGM', name, advice.adviceNumber, functionsOfOutcome[outcome][0]);
    addDate(out, '137', advice.adviceDate);
    const qualifier = referenceOfType(refersTo.type);
    if (typesOfReference[qualifier]?.[0] !== refersTo.type) addText(out, 'ZZZ', refersTo.type, 'TYP');
    if (refersTo.groupControl !== undefined) addText(out, 'ZZZ', refersTo.groupControl, 'GRP');
    addReference(out, qualifier, refersTo.number);
    addReference(out, messageReference, refersTo.messageControl);
    writeParties(out, advice.parties);
    for (const error of advice.errors) writeError(out, error);
  },
};

const referenceOfType = (type: string): string =>
  Object.entries(typesOfReference).find(([, types]) => types.includes(type))?.[0] ?? someDocument;

const saidBy = (table: Readonly<Record<Outcome, readonly string[]>>, code: string): Outcome | undefined =>
  (Object.entries(table) as [Outcome, readonly string[]][]).find(([, codes]) => codes.includes(code))?.[0];

const readOutcome = ({ header, problems }: Reading, errors: readonly AdviceError[]): Outcome => {
  const stated = saidBy(functionsOfOutcome, header.at(3, 1)) ?? saidBy(responses, header.at(4, 1));
  if (stated) return stated;
  const name = header.at(1, 1);
  const assumed = errors.length > 0 || name === applicationError ? 'rejected' : 'accepted';
  if (name !== acknowledgement && name !== applicationError) {
    problems.at('OUTCOME_NOT_STATED', header, { element: 3, value: header.at(3, 1), expected: assumed });
  }
  return assumed;
};

/** A partner that gives one reference often calls it ACW, whatever the number is. */
const readSubject = ({ root, header, problems }: Reading): Subject => {
  const texts = textsOf(root);
  const doc = loopsOf(root, 'DOC')[0]?.segments[0];
  const references = loopsOf(root, 'RFF').map(({ segments: [rff] }) => rff as Segment);
  const known = references.find((rff) => Object.hasOwn(typesOfReference, rff.at(1, 1)) && rff.at(1, 2) !== '');
  const messageControl = referenceOf(root, [messageReference]);
  const own = doc?.at(2, 1) || known?.at(1, 2) || referenceOf(root, [someDocument, 'DQ', 'OP', 'CO', 'AGO', 'TN']);
  const number = own || messageControl;
  if (number === undefined) {
    problems.at('REFERENCE_NOT_STATED', header, { segment: 'RFF', element: 1, expected: "''" });
  }
  const type = typesOfName[doc?.at(1, 1) ?? ''] ?? typesOfReference[known?.at(1, 1) ?? '']?.[0];
  return {
    type: codedText(texts, 'TYP')?.text ?? type ?? '',
    number: number ?? '',
    ...optional('groupControl', codedText(texts, 'GRP')?.text),
    ...optional('messageControl', own ? messageControl : undefined),
  };
};

const readError = (group: Loop): AdviceError => {
  const erc = group.segments[0] as Segment;
  const references = loopsOf(group, 'RFF');
  const texts = textsOf({ ...group, segments: [group, ...references].flatMap(({ segments }) => segments) });
  const plain = texts.filter(({ code, text }) => code === '' && text !== '').map(({ text }) => text);
  return {
    code: codedText(texts, 'COD')?.text ?? erc.at(1, 1),
    text: plain.join(' '),
    ...optional('position', references.map(({ segments: [rff] }) => placeOf(rff as Segment)).find(Boolean)),
    ...optional('value', codedText(texts, 'VAL')?.text),
  };
};

/** `LI` holds the place itself; another reference names what the error is in: `ON/PO-7/2`. */
const placeOf = (rff: Segment): string =>
  rff.at(1, 1) === 'LI'
    ? rff.at(1, 2)
    : rff.at(1, 2) && [rff.at(1, 1), rff.at(1, 2), rff.at(1, 3)].filter(Boolean).join('/');

const writeError = (out: Sink, { code, text, position, value }: AdviceError): void => {
  const isShort = code.length <= longestCode && code !== longCode;
  const isBrief = fitsOneSegment(text);
  out.add('ERC', isShort ? code : longCode);
  if (isBrief && text !== '') addText(out, 'AAO', text);
  if (isShort && isBrief && position === undefined && value === undefined) return;
  out.add('RFF', ['LI', position]);
  if (!isShort) addText(out, 'ZZZ', code, 'COD');
  if (value !== undefined) addText(out, 'ZZZ', value, 'VAL');
  if (!isBrief) addText(out, 'AAO', text);
};
