import type { ApplicationAdvice } from '../../canonical/documents.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { isoDate, x12Date } from '../calendar.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { type MessageFile, optional, type Sink } from '../message.ts';
import { readParties, writeParties } from '../parts/parties.ts';
import type { Segment } from '../segment.ts';

/*
 * 824 Application Advice: what the receiver's application, not its translator, says about a document.
 *
 *   BGN  01 11 (response), 02 advice number, 03 date
 *   N1   parties
 *   OTI  01 TA accepted, TC accepted with change, TR rejected; 02/03 the document's number (PO, IV, SI, RV, else TN);
 *        08 group control, 09 set control, 10 set type
 *   TED  01 error code of up to three characters, else ZZZ with the code in NTE; 02 text;
 *        03/04/05 segment, its position and the element, where the position is written SEG/4 or SEG/4/2; 07 bad value
 *   NTE  ADD rest of the text; ZZZ*CODE code; ZZZ*POSITION position in other words
 */
const grammar = {
  '004010': `
  BGN!
  (N1! N2*2 N3*2 N4 REF*12 PER*3)*
  (OTI! REF*12 DTM*2 PER*3 AMT* QTY* NM1*9
    (TED! NTE*100 RED*100)*
    (LM!
      (LQ! RED*100)!*100)*)!*`,

  '005010': `
  BGN!
  (N1! N2*2 N3*2 N4 REF*12 PER*3)*
  (OTI! REF*12 DTM*2 PER*3 AMT* QTY* NM1*9
    (TED! CTX*10 NTE*100 RED*100)*
    (LM!
      (LQ! RED*100)!*100)*)!*`,
};

type Outcome = ApplicationAdvice['outcome'];
type AdviceError = ApplicationAdvice['errors'][number];

/** DE 110. The first of an outcome is written, all are read. */
const codesOfOutcome: Readonly<Record<Outcome, readonly string[]>> = {
  accepted: ['TA', 'IA', 'GA', 'BA'],
  'accepted-with-change': ['TC', 'TE', 'IC', 'IE', 'GC', 'GE', 'BC', 'BE'],
  rejected: ['TR', 'IR', 'GR', 'BR', 'TP', 'GP', 'BP', 'IP'],
};
const outcomeOfCode = new Map(
  Object.entries(codesOfOutcome).flatMap(([outcome, codes]) =>
    codes.map((code) => [code, outcome as Outcome] as const),
  ),
);
const numberQualifiers: Readonly<Record<string, string>> = {
  '850': 'PO',
  '860': 'PO',
  '810': 'IV',
  '856': 'SI',
  '861': 'RV',
};
/** DE 647 mutually defined: the code itself stands in NTE. */
const longCode = 'ZZZ';
const codeKeyword = 'CODE ';
const positionKeyword = 'POSITION ';

export const applicationAdvice824: MessageFile<ApplicationAdvice> = {
  type: '824',
  functionalId: 'AG',
  kind: 'application-advice',
  grammar,
  codes: { OTI01: [...outcomeOfCode.keys()] },

  read({ root }) {
    const bgn = segmentOf(root, 'BGN') as Segment;
    const loops = loopsOf(root, 'OTI');
    const otis = loops.map(({ segments: [oti] }) => oti as Segment);
    const outcomes = otis.map((oti) => outcomeOfCode.get(oti.at(1)) as Outcome);
    const worst = (['rejected', 'accepted-with-change', 'accepted'] as const).find((o) =>
      outcomes.includes(o),
    ) as Outcome;
    const oti = otis[outcomes.indexOf(worst)] as Segment;
    return {
      kind: 'application-advice',
      adviceNumber: bgn.at(2),
      adviceDate: isoDate(bgn.at(3)),
      refersTo: {
        type: oti.at(10),
        number: oti.at(3),
        ...optional('groupControl', oti.at(8)),
        ...optional('messageControl', oti.at(9)),
      },
      outcome: worst,
      parties: readParties(root),
      errors: loops.flatMap((loop) => loopsOf(loop, 'TED').map(readError)),
    };
  },

  write(advice, out) {
    out.add('BGN', '11', advice.adviceNumber, x12Date(advice.adviceDate));
    writeParties(out, advice.parties);
    const { type, number, groupControl, messageControl } = advice.refersTo;
    const document = [numberQualifiers[type] ?? 'TN', number];
    const controls = [groupControl, messageControl, type];
    out.add('OTI', codesOfOutcome[advice.outcome][0], ...document, '', '', '', '', ...controls);
    for (const error of advice.errors) writeError(out, error);
  },
};

const readError = (loop: Loop): AdviceError => {
  const ted = loop.segments[0] as Segment;
  const notes = segmentsOf(loop, 'NTE');
  const keyword = (prefix: string): string | undefined =>
    notes
      .find((nte) => nte.at(1) === 'ZZZ' && nte.at(2).startsWith(prefix))
      ?.at(2)
      .slice(prefix.length);
  const more = notes.filter((nte) => nte.at(1) !== 'ZZZ').map((nte) => nte.at(2));
  const place = [ted.at(3), ted.at(4), ted.at(5)].filter(Boolean).join('/');
  return {
    code: keyword(codeKeyword) ?? ted.at(1),
    text: joinPieces([ted.at(2), ...more].filter(Boolean), 60),
    ...optional('position', keyword(positionKeyword) ?? place),
    ...optional('value', ted.at(7)),
  };
};

const writeError = (out: Sink, { code, text, position, value }: AdviceError): void => {
  const isShort = /^[A-Z0-9]{1,3}$/.test(code) && code !== longCode;
  const [segment = '', at = '', element = ''] = /^[A-Z0-9]{2,3}\/\d+(\/\d+)?$/.test(position ?? '')
    ? (position as string).split('/')
    : [];
  const [first, ...more] = piecesOf(text, 60);
  out.add('TED', isShort ? code : longCode, first, segment, at, element, '', value);
  for (const piece of more) out.add('NTE', 'ADD', piece);
  if (!isShort) out.add('NTE', 'ZZZ', codeKeyword + code);
  if (position !== undefined && segment === '') out.add('NTE', 'ZZZ', positionKeyword + position);
};
