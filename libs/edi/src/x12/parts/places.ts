import type { Place } from '../../canonical/documents.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { optional, type Sink } from '../message.ts';
import { unqualified } from './parties.ts';

/** The first N1 loop with this entity code (DE 98): `WH`, `ST`. */
export const placeOf = (parent: Loop, code: string): Place | undefined => {
  const loop = loopsOf(parent, 'N1').find((l) => segmentOf(l, 'N1')?.at(1) === code);
  const n1 = loop && segmentOf(loop, 'N1');
  if (!n1) return undefined;
  const names = [n1.at(2), ...segmentsOf(loop, 'N2').flatMap((n2) => [n2.at(1), n2.at(2)])].filter(Boolean);
  return { ...optional('name', joinPieces(names, 60)), ...placeById(n1.at(3), n1.at(4)) };
};

/** DE 66 and 67, as N1 and SDQ have them. */
export const placeById = (qualifier: string, id: string): Place => ({
  ...optional('id', id),
  ...optional('idQualifier', qualifier === unqualified ? undefined : qualifier),
});

export const writePlace = (out: Sink, code: string, place: Place): void => {
  const [name, ...more] = place.name === undefined ? [] : piecesOf(place.name, 60);
  out.add('N1', code, name, qualifierOf(place), place.id);
  for (let i = 0; i < more.length; i += 2) out.add('N2', more[i], more[i + 1]);
};

export const qualifierOf = ({ id, idQualifier }: Place): string | undefined =>
  id === undefined ? idQualifier : (idQualifier ?? unqualified);
