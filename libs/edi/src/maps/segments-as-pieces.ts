import type { Segment as EdifactSegment } from '../edifact/segment.ts';
import type { TableVersion } from '../x12/envelope-headers.ts';
import type { Element } from '../x12/message.ts';
import type { Segment as X12Segment } from '../x12/segment.ts';
import { segmentTable } from '../x12/segment-tables.ts';
import type { Piece } from './place-segments.ts';

/** The character that separates components is data in an element that has none. */
export const piecesOfX12 = (segments: readonly X12Segment[], version: TableVersion): Piece[] =>
  segments.map((segment) => {
    const slots = segmentTable(segment.id, version)?.slots;
    const values = segment.elements.slice(1).map((_, i) => {
      const isComposite = slots?.[i]?.components !== undefined;
      return isComposite ? (segment.repetitions(i + 1)[0] ?? []) : [segment.at(i + 1)];
    });
    return { id: segment.id, values, position: segment.position };
  });

export const piecesOfEdifact = (segments: readonly EdifactSegment[]): Piece[] =>
  segments.map((segment) => ({
    id: segment.id,
    values: segment.elements
      .slice(1)
      .map((_, i) => segment.components(i + 1).map((text) => segment.released(text).trimEnd())),
    position: segment.position,
  }));

/** Absent elements and components at the end are left off. */
const trimmed = ({ values }: Piece): string[][] => {
  const given = values.map((components) => components.slice(0, components.findLastIndex((text) => text !== '') + 1));
  return given.slice(0, given.findLastIndex((components) => components.length > 0) + 1);
};

export const piecesOfWrittenX12 = (segments: readonly Element[][]): Piece[] =>
  segments.map(([id, ...elements]) => ({
    id: String(id),
    values: elements.map((element) => (typeof element === 'string' ? [element] : [...element])),
    position: 0,
  }));

export const writtenX12 = (pieces: readonly Piece[]): Element[][] =>
  pieces.map((piece) => [
    piece.id,
    ...trimmed(piece).map((components) => (components.length > 1 ? components : (components[0] ?? ''))),
  ]);

export const piecesOfWrittenEdifact = (segments: readonly string[][][]): Piece[] =>
  segments.map(([tag, ...elements]) => ({
    id: tag?.[0] ?? '',
    values: elements.map((components) => [...components]),
    position: 0,
  }));

export const writtenEdifact = (pieces: readonly Piece[]): string[][][] =>
  pieces.map((piece) => [[piece.id], ...trimmed(piece)]);
