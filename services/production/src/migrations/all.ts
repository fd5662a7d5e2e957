import { Production1764000000001 } from './0001-production.ts';
import { WorkInWords1764000000102 } from './0002-deadlines.ts';
import { ReportedStocks1764000000203 } from './0003-reported-stocks.ts';
import { Forecasts1764000000204 } from './0004-forecasts.ts';
import { BookedShipments1764000000205 } from './0005-booked-shipments.ts';
import { Departures1764000000206 } from './0006-departures.ts';

export const migrations = [
  Production1764000000001,
  WorkInWords1764000000102,
  ReportedStocks1764000000203,
  Forecasts1764000000204,
  BookedShipments1764000000205,
  Departures1764000000206,
];
