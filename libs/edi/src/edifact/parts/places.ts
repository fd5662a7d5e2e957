import type { Place } from '../../canonical/documents.ts';
import { optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { agencyOf, qualifierOf } from './parties.ts';

/** DE 3055: UN/ECE, whose places are UN/LOCODEs; DE 1131 139: port. */
const uneceAgency = '6';
const ports = '139';

/** LOC C517. */
export const readPlace = (loc: Segment | undefined): Place | undefined => {
  if (!loc || (loc.at(2, 1) === '' && loc.at(2, 4) === '')) return undefined;
  return {
    ...optional('id', loc.at(2, 1)),
    ...optional('idQualifier', qualifierOf(loc.at(2, 3))),
    ...optional('name', loc.at(2, 4)),
  };
};

/** The place with one of these functions (DE 3227). */
export const placeOf = (locs: readonly Segment[], functions: readonly string[]): Place | undefined =>
  readPlace(functions.map((code) => locs.find((loc) => loc.at(1, 1) === code)).find(Boolean));

export const addPlace = (out: Sink, use: string, place: Place | undefined): void => {
  if (place === undefined) return;
  const agency = agencyOf(place.idQualifier);
  out.add('LOC', use, [place.id, agency === uneceAgency ? ports : '', agency, place.name]);
};

/** Place of discharge. */
const dockUse = '11';
/** C517 3225: an..25. A longer one goes into the name. */
const longestId = 25;

export const dockOf = (locs: readonly Segment[]): string => {
  const loc = locs.find((one) => one.at(1, 1) === dockUse);
  return loc?.at(2, 1) || (loc?.at(2, 4) ?? '');
};

export const addDock = (out: Sink, dock: string | undefined): void => {
  if (dock === undefined) return;
  out.add('LOC', dockUse, dock.length <= longestId ? dock : ['', '', '', dock]);
};
