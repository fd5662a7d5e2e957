import type { Shipment } from '../shipments/shipment.rules.ts';
import { amountChecks } from './checks/amounts.rules.ts';
import { type Check, type CheckedSet, runCheck } from './checks/check.rules.ts';
import { goodsChecks } from './checks/goods.rules.ts';
import { partyChecks } from './checks/parties.rules.ts';
import { transportChecks } from './checks/transport.rules.ts';
import { weightChecks } from './checks/weights.rules.ts';
import type { PackingList, SetContent } from './content.rules.ts';
import type { DocumentFinding } from './finding.rules.ts';

const checks: readonly Check[] = [...goodsChecks, ...weightChecks, ...amountChecks, ...partyChecks, ...transportChecks];

/** Holds every document of a set against the others, in the order of the checks' ids. */
export const crossCheck = (set: CheckedSet): DocumentFinding[] =>
  checks.flatMap((check) => runCheck(check, set)).sort((a, b) => a.check.localeCompare(b.check));

/** One version of the set beside what packing, booking, loading and the forwarder say now. */
export const setBeside = (
  { contract, instruction, invoice, packingList, declaration, certificates, inspectedOn }: SetContent,
  { draft, booking, containers }: Shipment,
): CheckedSet => ({
  contract,
  instruction,
  invoice,
  packingList,
  declaration,
  billOfLading: draft,
  booking,
  containers,
  certificates,
  inspectedOn,
});

/** What a forwarder may be told about his draft: nothing here knows a price. */
export const draftBeside = (packingList: PackingList, shipment: Shipment): CheckedSet => ({
  contract: null,
  instruction: shipment.instruction,
  invoice: null,
  packingList,
  declaration: null,
  billOfLading: shipment.draft,
  booking: shipment.booking,
  containers: shipment.containers,
  certificates: [],
  inspectedOn: {},
});
