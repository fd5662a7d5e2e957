import { joinPieces, piecesOf } from '../../texts.ts';
import { allOf, type Loop, loopsOf } from '../match-structure.ts';
import type { Sink } from '../message.ts';

/** PID*F****text: a description in words (349 = F, free form). */
export const addDescription = (out: Sink, text: string | undefined): void => {
  if (text !== undefined) for (const piece of piecesOf(text, 80)) out.add('PID', 'F', '', '', '', piece);
};

export const descriptionOf = (loop: Loop): string | undefined => {
  const pieces = allOf(loop, 'PID')
    .map((pid) => pid.at(5))
    .filter(Boolean);
  return pieces.length > 0 ? joinPieces(pieces, 80) : undefined;
};

const lineContinuation = 'LC';

/** N9 loop (L1 letters or notes) with its texts: MSG in 004010, MTX in 005010. LC (DE 934) continues the line before. */
export const addNotes = (out: Sink, reference: string, notes: readonly string[]): void => {
  if (notes.length === 0) return;
  out.add('N9', 'L1', reference);
  for (const note of notes) {
    piecesOf(note, 264).forEach((piece, i) => {
      const control = i > 0 ? lineContinuation : undefined;
      if (out.version === '004010') out.add('MSG', piece, control);
      else out.add('MTX', '', piece, '', control);
    });
  }
};

/** The texts of every N9 loop that `wanted` accepts by its reference (N902). */
export const notesOf = (loop: Loop, wanted: (reference: string) => boolean): string[] => {
  const notes: string[][] = [];
  for (const n9 of loopsOf(loop, 'N9')) {
    const opening = n9.segments[0];
    if (!opening || !wanted(opening.at(2))) continue;
    for (const segment of n9.segments) {
      if (segment.id !== 'MSG' && segment.id !== 'MTX') continue;
      const [text, control] = segment.id === 'MSG' ? [segment.at(1), segment.at(2)] : [segment.at(2), segment.at(4)];
      if (control === lineContinuation && notes.length > 0) (notes.at(-1) as string[]).push(text);
      else if (text !== '') notes.push([text]);
    }
  }
  return notes.map((pieces) => joinPieces(pieces, 264));
};
