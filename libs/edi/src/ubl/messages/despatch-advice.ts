import type { DespatchAdvice, DespatchLine } from '../../canonical/documents.ts';
import { despatching } from '../guide/despatching.ts';
import { optional, type Reading, type UblFile } from '../message.ts';
import { billOfLadingNode, readBillOfLading } from '../parts/bill-of-lading.ts';
import { dateAt, itemNode, lastDay, numberText, quantityNode, readItem, readQuantity, unitOf } from '../parts/items.ts';
import { endpointOf, partyContent, partyOf, type RoleWays, readParties, tradeParty } from '../parts/parties.ts';
import { ublUnit } from '../parts/units.ts';
import type { XmlElement } from '../xml-element.ts';
import { aggregate, basic, within, type XmlNode } from '../xml-node.ts';

/*
 * DespatchAdvice: Peppol BIS Despatch Advice 3, transaction T16.
 *
 *   ID, IssueDate                      shipment number, despatch date
 *   AdditionalDocumentReference        bill of lading
 *   DespatchSupplierParty (ship-from), DeliveryCustomerParty (ship-to), Buyer-, SellerSupplierParty
 *   Shipment                           GrossWeightMeasure; TotalTransportHandlingUnitQuantity packages, their type as
 *                                      the unit; Consignment/CarrierParty; ShipmentStage: vessel and voyage;
 *                                      Delivery: EstimatedDeliveryPeriod/EndDate arrival, Despatch/ActualDespatchDate;
 *                                      TransportHandlingUnit/TransportEquipment: containers and their seals
 *   DespatchLine                       DeliveredQuantity, OrderLineReference (LineID, OrderReference/ID), Item with
 *                                      ItemInstance/LotIdentification, Shipment: cartons
 */
const ways: RoleWays = [
  ['ship-from', ['DespatchSupplierParty', 'Party']],
  ['ship-to', ['DeliveryCustomerParty', 'Party']],
  ['buyer', ['BuyerCustomerParty', 'Party']],
  ['seller', ['SellerSupplierParty', 'Party']],
  ['carrier', ['Shipment', 'Consignment', 'CarrierParty']],
];

/** UBL demands an ID of every shipment and consignment; ours have no number of their own. */
const someId = basic('ID', '1');

export const despatchAdvice: UblFile<DespatchAdvice> = {
  type: 'DespatchAdvice',
  guides: [despatching],
  codes: [],
  sender: ['DespatchSupplierParty', 'Party'],
  receiver: ['DeliveryCustomerParty', 'Party'],

  read(reading) {
    const { root } = reading;
    const delivery = root.find('Shipment', 'Delivery');
    const ofAll = root.textAt('OrderReference', 'ID');
    return {
      kind: 'despatch-advice',
      shipmentNumber: root.textAt('ID') as string,
      despatchDate: dateAt(delivery, 'Despatch', 'ActualDespatchDate') ?? (dateAt(root, 'IssueDate') as string),
      ...optional('estimatedArrival', lastDay(delivery, 'EstimatedDeliveryPeriod')),
      parties: readParties(root, ways),
      ...optional('billOfLading', readBillOfLading(root)),
      ...readTransport(root.find('Shipment')),
      lines: root.all('DespatchLine').map((line) => readLine(reading, line, ofAll)),
    };
  },

  write(advice, { sender, receiver }) {
    const { parties } = advice;
    return {
      guide: despatching,
      nodes: [
        basic('ID', advice.shipmentNumber),
        basic('IssueDate', advice.despatchDate),
        billOfLadingNode(advice.billOfLading),
        tradeParty('DespatchSupplierParty', partyOf(parties, 'ship-from'), endpointOf(sender)),
        tradeParty('DeliveryCustomerParty', partyOf(parties, 'ship-to'), endpointOf(receiver)),
        tradeParty('BuyerCustomerParty', partyOf(parties, 'buyer'), undefined, 'called'),
        tradeParty('SellerSupplierParty', partyOf(parties, 'seller'), undefined, 'called'),
        shipmentNode(advice),
        ...advice.lines.map((line, i) => lineNode(line, String(i + 1))),
      ],
    };
  },
};

const readTransport = (shipment: XmlElement | undefined): Partial<DespatchAdvice> => {
  if (!shipment) return {};
  const packages = shipment.find('TotalTransportHandlingUnitQuantity');
  const weight = shipment.find('GrossWeightMeasure');
  const means = shipment.find('ShipmentStage', 'TransportMeans');
  const containers = shipment.all('TransportHandlingUnit').flatMap((unit) =>
    unit.all('TransportEquipment').flatMap((equipment) => {
      const number = equipment.textAt('ID');
      return number === undefined
        ? []
        : [{ number, ...optional('seal', equipment.textAt('TransportEquipmentSeal', 'ID')) }];
    }),
  );
  return {
    ...optional('packages', packages && { count: Number(packages.value), type: unitOf(packages) ?? '' }),
    ...optional('grossWeight', weight && { value: numberText(weight.value), unit: unitOf(weight) as string }),
    ...optional('containers', containers.length > 0 ? containers : undefined),
    ...optional('vessel', means?.textAt('MaritimeTransport', 'VesselName')),
    ...optional('voyage', means?.textAt('JourneyID')),
  };
};

const shipmentNode = (advice: DespatchAdvice): XmlNode | undefined => {
  const { packages, grossWeight, vessel, voyage, containers = [], parties } = advice;
  const carrier = aggregate('CarrierParty', ...partyContent(partyOf(parties, 'carrier'), 'called'));
  return aggregate(
    'Shipment',
    someId,
    grossWeight && basic('GrossWeightMeasure', grossWeight.value, { unitCode: ublUnit(grossWeight.unit) }),
    packages &&
      basic('TotalTransportHandlingUnitQuantity', String(packages.count), { unitCode: ublUnit(packages.type) }),
    carrier && aggregate('Consignment', someId, carrier),
    aggregate(
      'ShipmentStage',
      aggregate(
        'TransportMeans',
        basic('JourneyID', voyage),
        aggregate('MaritimeTransport', basic('VesselName', vessel)),
      ),
    ),
    aggregate(
      'Delivery',
      aggregate('EstimatedDeliveryPeriod', basic('EndDate', advice.estimatedArrival)),
      aggregate('Despatch', basic('ActualDespatchDate', advice.despatchDate)),
    ),
    containers.map(({ number, seal }) =>
      within(
        'TransportHandlingUnit',
        'TransportEquipment',
        basic('ID', number),
        aggregate('TransportEquipmentSeal', basic('ID', seal)),
      ),
    ),
  );
};

const readLine = (reading: Reading, line: XmlElement, ofAll: string | undefined): DespatchLine => {
  const orderNumber = line.textAt('OrderLineReference', 'OrderReference', 'ID') ?? ofAll;
  if (orderNumber === undefined) reading.problems.at('ORDER_NOT_STATED', line);
  const cartons = line.find('Shipment', 'TotalTransportHandlingUnitQuantity');
  return {
    ...readItem(line),
    orderNumber: orderNumber ?? '',
    line: line.textAt('OrderLineReference', 'LineID') ?? (line.textAt('ID') as string),
    ...readQuantity(reading, line, 'DeliveredQuantity'),
    ...optional('lot', line.textAt('Item', 'ItemInstance', 'LotIdentification', 'LotNumberID')),
    ...optional('cartons', cartons && Number(cartons.value)),
  };
};

const lineNode = (line: DespatchLine, id: string): XmlNode | undefined => {
  const cartons = line.cartons === undefined ? undefined : String(line.cartons);
  return aggregate(
    'DespatchLine',
    basic('ID', id),
    quantityNode('DeliveredQuantity', line.quantity, line.unit),
    aggregate(
      'OrderLineReference',
      basic('LineID', line.line),
      aggregate('OrderReference', basic('ID', line.orderNumber)),
    ),
    itemNode(line, within('ItemInstance', 'LotIdentification', basic('LotNumberID', line.lot))),
    cartons === undefined
      ? undefined
      : aggregate(
          'Shipment',
          someId,
          basic('TotalTransportHandlingUnitQuantity', cartons, { unitCode: ublUnit('CTN') }),
        ),
  );
};
