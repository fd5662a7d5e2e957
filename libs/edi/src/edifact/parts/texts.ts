import { segmentsOf } from '../../structure/match-structure.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import type { Loop, Sink } from '../message.ts';
import type { Segment } from '../segment.ts';

/** FTX C108: five components of 4440, an..70 in D.96A and D.97A; later directories allow longer ones, which are read. */
const width = 70;
const componentsPerSegment = 5;

/** C107 of our own (3055 ZZZ, mutually defined): what a coded text is about. */
const ours = 'ZZZ';
const continues = 'CON';

/** Where a group has room for one FTX only. */
export const fitsOneSegment = (text: string): boolean => piecesOf(text, width).length <= componentsPerSegment;

/**
 * FTX with qualifier (DE 4451), a code of our own and a text. A text longer than one segment goes on in the next,
 * which says CON.
 */
export const addText = (out: Sink, qualifier: string, text: string | undefined, code?: string): void => {
  const pieces = text === undefined || text === '' ? [] : piecesOf(text, width);
  const coded = (value: string | undefined): string[] => (value === undefined ? [] : [value, '', ours]);
  out.add('FTX', qualifier, '', coded(code), pieces.slice(0, componentsPerSegment));
  for (let at = componentsPerSegment; at < pieces.length; at += componentsPerSegment) {
    out.add('FTX', qualifier, '', coded(continues), pieces.slice(at, at + componentsPerSegment));
  }
};

export interface CodedText {
  qualifier: string;
  /** '' for a text without a code of ours. */
  code: string;
  text: string;
}

const piecesIn = (ftx: Segment): string[] =>
  Array.from({ length: componentsPerSegment }, (_, i) => ftx.at(4, i + 1)).filter(Boolean);

/** The FTX of a group, continuations joined to the text they continue. */
export const textsOf = (group: Loop): CodedText[] => {
  const found: { qualifier: string; code: string; pieces: string[] }[] = [];
  for (const ftx of segmentsOf(group, 'FTX')) {
    const code = ftx.at(3, 3) === ours ? ftx.at(3, 1) : '';
    const before = found.at(-1);
    if (code === continues && before) before.pieces.push(...piecesIn(ftx));
    else found.push({ qualifier: ftx.at(1, 1), code, pieces: piecesIn(ftx) });
  }
  return found.map(({ qualifier, code, pieces }) => ({ qualifier, code, text: joinPieces(pieces, width) }));
};

export const codedText = (texts: readonly CodedText[], code: string): CodedText | undefined =>
  texts.find((text) => text.code === code);

/** Texts that no code of ours marks, of these qualifiers (DE 4451). */
export const plainTexts = (texts: readonly CodedText[], qualifiers: readonly string[]): string[] =>
  texts
    .filter(({ code, qualifier, text }) => code === '' && text !== '' && qualifiers.includes(qualifier))
    .map(({ text }) => text);

/** IMD C273 7008: an..35 in D.96A, twice in a segment. */
const descriptionWidth = 35;

export const addDescription = (out: Sink, text: string | undefined): void => {
  const pieces = text === undefined ? [] : piecesOf(text, descriptionWidth);
  for (let at = 0; at < pieces.length; at += 2) out.add('IMD', 'F', '', ['', '', '', pieces[at], pieces[at + 1]]);
};

export const descriptionOf = (group: Loop): string | undefined => {
  const pieces = segmentsOf(group, 'IMD').flatMap((imd) => [imd.at(3, 4), imd.at(3, 5)].filter(Boolean));
  return pieces.length > 0 ? joinPieces(pieces, descriptionWidth) : undefined;
};
