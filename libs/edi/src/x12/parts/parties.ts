import type { DocumentParty } from '../../canonical/documents.ts';
import { joinPieces, piecesOf } from '../../texts.ts';
import { type Loop, loopsOf, segmentOf, segmentsOf } from '../match-structure.ts';
import { optional, type Sink } from '../message.ts';

type Role = DocumentParty['role'];

/** DE 98 entity codes. The first of a role is written, all are read. MI and SI issue the plans and call-offs. */
const codesOfRole: Readonly<Record<Role, readonly string[]>> = {
  buyer: ['BY', 'MI', 'SI'],
  seller: ['SE', 'SU', 'VN'],
  'ship-to': ['ST'],
  'ship-from': ['SF'],
  'bill-to': ['BT'],
  payer: ['PR'],
  payee: ['PE'],
  carrier: ['CA'],
};
const roleOfCode = new Map(
  Object.entries(codesOfRole).flatMap(([role, codes]) => codes.map((code) => [code, role as Role] as const)),
);

/** DE 66 ZZ, mutually defined: an id that no scheme qualifies. */
export const unqualified = 'ZZ';

/**
 * N1 loops -> parties; other entities than the canonical roles are not read. N1 name and id, N2 the rest of a long
 * name, N3 street lines, N4 city, region (two letters, else as N406), postal code, country.
 */
export const readParties = (parent: Loop): DocumentParty[] =>
  loopsOf(parent, 'N1').flatMap((loop) => {
    const n1 = segmentOf(loop, 'N1');
    const role = roleOfCode.get(n1?.at(1) ?? '');
    if (!n1 || !role) return [];
    const n4 = segmentOf(loop, 'N4');
    const names = [n1.at(2), ...segmentsOf(loop, 'N2').flatMap((n2) => [n2.at(1), n2.at(2)])].filter(Boolean);
    const address = segmentsOf(loop, 'N3')
      .flatMap((n3) => [n3.at(1), n3.at(2)])
      .filter(Boolean);
    return [
      {
        role,
        ...optional('name', joinPieces(names, 60)),
        ...optional('id', n1.at(4)),
        ...optional('idQualifier', n1.at(3) === unqualified ? undefined : n1.at(3)),
        ...optional('address', address.length > 0 ? address : undefined),
        ...optional('city', n4?.at(1)),
        ...optional('region', n4?.at(2) || n4?.at(6)),
        ...optional('postalCode', n4?.at(3)),
        ...optional('country', n4?.at(4)),
      },
    ];
  });

export const writeParties = (out: Sink, parties: readonly DocumentParty[]): void => {
  for (const party of parties) {
    const [name, ...more] = party.name === undefined ? [] : piecesOf(party.name, 60);
    const qualifier = party.id === undefined ? party.idQualifier : (party.idQualifier ?? unqualified);
    out.add('N1', codesOfRole[party.role][0], name, qualifier, party.id);
    pairUp(more, (a, b) => out.add('N2', a, b));
    pairUp(party.address ?? [], (a, b) => out.add('N3', a, b));
    const { city, region, postalCode, country } = party;
    const short = region !== undefined && /^[A-Z]{2}$/.test(region);
    if (city ?? region ?? postalCode ?? country) {
      const long = short || region === undefined ? [] : ['SP', region];
      out.add('N4', city, short ? region : '', postalCode, country, ...long);
    }
  }
};

const pairUp = (texts: readonly string[], add: (a: string, b?: string) => void): void => {
  for (let i = 0; i < texts.length; i += 2) add(texts[i] as string, texts[i + 1]);
};
