import type { DocumentParty } from '../../canonical/documents.ts';
import type { Party } from '../../envelope.ts';
import { optional, type Way } from '../message.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, type XmlNode } from '../xml-node.ts';

type Role = DocumentParty['role'];

/** Where a document has the party of a role: the way to an element of type Party. */
export type RoleWays = readonly (readonly [Role, Way])[];

/** ISO 6523 schemes of what X12 DE 66 calls D-U-N-S (1) and GLN (UL). */
const schemes: Readonly<Record<string, string>> = { '1': '0060', UL: '0088' };
const qualifiers: Readonly<Record<string, string>> = { '0060': '1', '0088': 'UL' };

export const readParties = (root: XmlElement, ways: RoleWays): DocumentParty[] =>
  ways.flatMap(([role, way]) => {
    const element = root.find(...way);
    const party = element && readParty(role, element);
    return party ? [party] : [];
  });

/** Nothing where the element only says how the party is reached (EndpointID). */
const readParty = (role: Role, party: XmlElement): DocumentParty | undefined => {
  const identification = party.find('PartyIdentification', 'ID');
  const { schemeID, schemeAgencyID } = identification?.attributes ?? {};
  const said = {
    ...optional('name', party.textAt('PartyName', 'Name') ?? party.textAt('PartyLegalEntity', 'RegistrationName')),
    ...optional('id', identification?.value),
    ...optional('idQualifier', qualifiers[schemeID ?? ''] ?? schemeID ?? schemeAgencyID),
    ...readAddress(party.find('PostalAddress')),
  };
  return Object.keys(said).length === 0 ? undefined : { role, ...said };
};

export const readAddress = (
  address: XmlElement | undefined,
): Pick<DocumentParty, 'address' | 'city' | 'region' | 'postalCode' | 'country'> => {
  if (!address) return {};
  const further = address.all('AddressLine').map((line) => line.textAt('Line'));
  const lines = [address.textAt('StreetName'), address.textAt('AdditionalStreetName'), ...further].filter(
    (line): line is string => line !== undefined,
  );
  return {
    ...optional('address', lines.length > 0 ? lines : undefined),
    ...optional('city', address.textAt('CityName')),
    ...optional('region', address.textAt('CountrySubentity')),
    ...optional('postalCode', address.textAt('PostalZone')),
    ...optional('country', address.textAt('Country', 'IdentificationCode')),
  };
};

/** A company is named by its registered name, a place of delivery by what it is called. */
export type Naming = 'registered' | 'called';

export const endpointOf = ({ id, qualifier }: Party): XmlNode | undefined =>
  basic('EndpointID', id, { schemeID: qualifier === 'ZZ' || qualifier === '' ? undefined : qualifier });

/** What an element of type Party holds. */
export const partyContent = (
  party: DocumentParty | undefined,
  naming: Naming,
  endpoint?: XmlNode,
): (XmlNode | undefined)[] => {
  const { name, id, idQualifier } = party ?? {};
  const scheme = idQualifier === undefined ? undefined : (schemes[idQualifier] ?? idQualifier);
  const isScheme = scheme !== undefined && /^\d{4}$/.test(scheme);
  const identification = isScheme ? { schemeID: scheme } : { schemeAgencyID: scheme === 'ZZ' ? undefined : scheme };
  return [
    endpoint,
    aggregate('PartyIdentification', basic('ID', id, identification)),
    naming === 'called' ? aggregate('PartyName', basic('Name', name)) : undefined,
    party && addressNode(party),
    naming === 'registered' ? aggregate('PartyLegalEntity', basic('RegistrationName', name)) : undefined,
  ];
};

const addressNode = ({ address = [], city, region, postalCode, country }: DocumentParty): XmlNode | undefined => {
  const [street, additional, ...further] = address;
  return aggregate(
    'PostalAddress',
    basic('StreetName', street),
    basic('AdditionalStreetName', additional),
    basic('CityName', city),
    basic('PostalZone', postalCode),
    basic('CountrySubentity', region),
    further.map((line) => aggregate('AddressLine', basic('Line', line))),
    aggregate('Country', basic('IdentificationCode', country)),
  );
};

export const partyOf = (parties: readonly DocumentParty[], role: Role): DocumentParty | undefined =>
  parties.find((party) => party.role === role);

/** Customer and supplier parties hold a Party in a shell of their own. */
export const tradeParty = (
  shell: string,
  party: DocumentParty | undefined,
  endpoint?: XmlNode,
  naming: Naming = 'registered',
): XmlNode | undefined => aggregate(shell, aggregate('Party', ...partyContent(party, naming, endpoint)));
