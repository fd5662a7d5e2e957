import { joinPieces, piecesOf } from '../../texts.ts';
import { type Loop, segmentsOf } from '../match-structure.ts';
import type { Sink } from '../message.ts';

/** NTE*ADD*text: additional information in words. */
export const addDetails = (out: Sink, text: string | undefined): void => {
  if (text !== undefined) for (const piece of piecesOf(text, 80)) out.add('NTE', 'ADD', piece);
};

/** Every NTE of the loop but those that carry a keyword (ZZZ). */
export const detailsOf = (loop: Loop): string | undefined => {
  const pieces = segmentsOf(loop, 'NTE').filter((nte) => nte.at(1) !== 'ZZZ');
  return pieces.length > 0
    ? joinPieces(
        pieces.map((nte) => nte.at(2)),
        80,
      )
    : undefined;
};

/** Notes of the whole set: NTE*GEN begins one, NTE*ADD goes on with it. Other senders' NTE begin one each. */
export const addRemarks = (out: Sink, notes: readonly string[]): void => {
  for (const note of notes) {
    piecesOf(note, 80).forEach((piece, i) => {
      out.add('NTE', i === 0 ? 'GEN' : 'ADD', piece);
    });
  }
};

export const remarksOf = (root: Loop): string[] => {
  const notes: string[][] = [];
  for (const nte of segmentsOf(root, 'NTE')) {
    if (nte.at(1) === 'ADD' && notes.length > 0) (notes.at(-1) as string[]).push(nte.at(2));
    else notes.push([nte.at(2)]);
  }
  return notes.map((pieces) => joinPieces(pieces, 80));
};
