import type { Conveyance, TransportParty, TransportReferences } from '../../canonical/documents.ts';
import { type Loop, optional, type Sink } from '../message.ts';
import type { Segment } from '../segment.ts';
import { addReference } from './headers.ts';
import { type RoleCodes, readPartiesAs, writePartiesAs } from './parties.ts';

const roles: RoleCodes<TransportParty['role']> = {
  consignor: ['CZ', 'EX', 'SF'],
  consignee: ['CN', 'UC', 'DP', 'ST'],
  notify: ['NI', 'N1', 'N2'],
  forwarder: ['FW'],
  carrier: ['CA'],
  buyer: ['BY'],
  seller: ['SE', 'SU'],
};

export const readTransportParties = (parent: Loop): TransportParty[] => readPartiesAs(roles, parent);

export const writeTransportParties = (out: Sink, parties: readonly TransportParty[]): void =>
  writePartiesAs(roles, out, parties);

/** DE 1153. The first is written, all are read. */
const bookingCodes = ['BN'];
const billCodes = ['BM', 'BL', 'MB'];
const shipmentCodes = ['AAK', 'DQ'];
const orderCodes = ['ON', 'OP', 'CO'];

export const readTransportReferences = (rffs: readonly Segment[]): TransportReferences | undefined => {
  const numbers = (codes: readonly string[]): string[] => [
    ...new Set(
      rffs
        .filter((rff) => codes.includes(rff.at(1, 1)))
        .map((rff) => rff.at(1, 2))
        .filter(Boolean),
    ),
  ];
  const orders = numbers(orderCodes);
  const found = {
    ...optional('booking', numbers(bookingCodes)[0]),
    ...optional('billOfLading', numbers(billCodes)[0]),
    ...optional('shipment', numbers(shipmentCodes)[0]),
    ...optional('orders', orders.length > 0 ? orders : undefined),
  };
  return Object.keys(found).length > 0 ? found : undefined;
};

export const addTransportReferences = (out: Sink, references: TransportReferences | undefined): void => {
  addReference(out, 'BN', references?.booking);
  addReference(out, 'BM', references?.billOfLading);
  addReference(out, 'AAK', references?.shipment);
  for (const order of references?.orders ?? []) addReference(out, 'ON', order);
};

/** C220 8067. */
const codeOfMode: Readonly<Record<NonNullable<Conveyance['mode']>, string>> = {
  sea: '1',
  rail: '2',
  road: '3',
  air: '4',
  'inland-water': '8',
};

export const readConveyance = (tdt: Segment): Conveyance => {
  const mode = Object.entries(codeOfMode).find(([, code]) => code === tdt.at(3, 1))?.[0] as Conveyance['mode'];
  return {
    ...optional('mode', mode),
    ...optional('name', tdt.at(8, 4) || tdt.at(8, 1)),
    ...optional('voyage', tdt.at(2, 1)),
  };
};

/** @param stage DE 8051: 10 before, 20 main, 30 after the main carriage */
export const addConveyance = (out: Sink, stage: string, { mode, name, voyage }: Conveyance): void => {
  const means = name === undefined ? '' : ['', '', '', name];
  out.add('TDT', stage, voyage, mode === undefined ? '' : codeOfMode[mode], '', '', '', '', means);
};
