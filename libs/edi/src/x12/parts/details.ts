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
