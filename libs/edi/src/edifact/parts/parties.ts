import type { DocumentParty, Place } from '../../canonical/documents.ts';
import { loopsOf } from '../../structure/match-structure.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { type Loop, optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';

/** DE 3035 of each role. The first is written, all are read. */
export type RoleCodes<R extends string> = Readonly<Record<R, readonly string[]>>;

type PartyAs<R extends string> = Omit<DocumentParty, 'role'> & { role: R };

const tradeRoles: RoleCodes<DocumentParty['role']> = {
  buyer: ['BY'],
  seller: ['SE', 'SU'],
  'ship-to': ['DP', 'ST', 'CN'],
  'ship-from': ['SF'],
  'bill-to': ['IV'],
  payer: ['PR'],
  payee: ['PE'],
  carrier: ['CA'],
};

const roleOf = <R extends string>(roles: RoleCodes<R>, code: string): R | undefined =>
  (Object.entries(roles) as [R, readonly string[]][]).find(([, codes]) => codes.includes(code))?.[0];

/** The documents name who assigned an id by X12 DE 66; EDIFACT has its own codes for D-U-N-S and GLN (DE 3055). */
const agencies: ReadonlyMap<string, string> = new Map([
  ['1', '16'],
  ['UL', '9'],
]);
const qualifiers = new Map([...agencies].map(([qualifier, agency]) => [agency, qualifier]));

/** C080 3036 and C059 3042: an..35 each. */
const line = 35;
const nameLines = 5;

const filled = (nad: Segment, element: number, to: number): string[] =>
  Array.from({ length: to }, (_, i) => nad.at(element, i + 1)).filter(Boolean);

/** What DE 3055 says of a qualifier of the documents, and the other way round. */
export const agencyOf = (qualifier: string | undefined): string | undefined =>
  qualifier === undefined ? undefined : (agencies.get(qualifier) ?? qualifier);
export const qualifierOf = (agency: string): string => qualifiers.get(agency) ?? agency;

export const readParties = (parent: Loop): DocumentParty[] => readPartiesAs(tradeRoles, parent);

/** NAD groups -> parties; other functions than the roles given are not read. */
export const readPartiesAs = <R extends string>(roles: RoleCodes<R>, parent: Loop): PartyAs<R>[] =>
  loopsOf(parent, 'NAD').flatMap(({ segments: [first] }) => {
    const nad = first as Segment;
    const role = roleOf(roles, nad.at(1, 1));
    if (!role) return [];
    const names = filled(nad, 4, nameLines);
    // C058: name and address in lines that nobody told apart.
    const [nameLine = '', ...rest] = names.length > 0 ? [] : filled(nad, 3, 5);
    const address = [...rest, ...filled(nad, 5, 4)];
    return [
      {
        role,
        ...optional('name', joinPieces(names.length > 0 ? names : [nameLine], line)),
        ...optional('id', nad.at(2, 1)),
        ...optional('idQualifier', qualifierOf(nad.at(2, 3))),
        ...optional('address', address.length > 0 ? address : undefined),
        ...optional('city', nad.at(6, 1)),
        ...optional('region', nad.at(7, 1) || nad.at(7, 4)),
        ...optional('postalCode', nad.at(8, 1)),
        ...optional('country', nad.at(9, 1)),
      },
    ];
  });

export const writeParties = (out: Sink, parties: readonly DocumentParty[]): void =>
  writePartiesAs(tradeRoles, out, parties);

/** C819 of later directories has the region's name in its fourth component; its code is read and written. */
export const writePartiesAs = <R extends string>(
  roles: RoleCodes<R>,
  out: Sink,
  parties: readonly PartyAs<R>[],
): void => {
  for (const party of parties) {
    out.add(
      'NAD',
      roles[party.role][0],
      [party.id, '', party.id === undefined ? undefined : agencyOf(party.idQualifier)],
      '',
      party.name === undefined ? [] : piecesOf(party.name, line),
      party.address,
      party.city,
      party.region,
      party.postalCode,
      party.country,
    );
  }
};

/** Where the directory demands a party and the document names none: mutually defined, read as nobody. */
export const writeSomeParty = (out: Sink, parties: readonly DocumentParty[]): void => {
  if (parties.length === 0) out.add('NAD', 'ZZZ');
  else writeParties(out, parties);
};

/** A place that the message names as a party with one of these functions. */
export const placeOfParty = (nad: Segment, functions: readonly string[]): Place | undefined =>
  functions.includes(nad.at(1, 1))
    ? {
        ...optional('name', joinPieces(filled(nad, 4, nameLines), line) || nad.at(3, 1)),
        ...optional('id', nad.at(2, 1)),
        ...optional('idQualifier', qualifierOf(nad.at(2, 3))),
      }
    : undefined;

export const addPlaceAsParty = (out: Sink, use: string, { id, idQualifier, name }: Place): void =>
  out.add('NAD', use, [id, '', agencyOf(idQualifier)], '', name === undefined ? [] : piecesOf(name, line));
