import { log } from '../log.ts';
import type { Company, Envelope, Receiver } from './bus.ts';
import { fromHeaders, type RawHeader } from './headers.ts';
import { reasonOf } from './reason.ts';
import { keepNothing } from './unreadable-record.ts';

/** A record as both clients can tell it. */
export interface RawRecord {
  readonly topic: string;
  readonly partition: number;
  /** decimal */
  readonly offset: string;
  readonly key: Buffer | null;
  readonly headers: readonly RawHeader[];
  readonly value: Buffer | null;
}

interface ReadRecord {
  readonly raw: RawRecord;
  /** or why it is no event */
  readonly event: Envelope | Error;
}

const largestCompany = 64;

/** A partition's records in their order, those in one company that may be delivered at the same time. */
export function* companiesOf(
  records: Iterable<RawRecord>,
  { inCompany = () => 'alone' }: Receiver,
): Generator<readonly ReadRecord[]> {
  let company: ReadRecord[] = [];
  let manner: Company = 'alone';
  const keys = new Set<string>();
  for (const raw of records) {
    const event = read(raw);
    const wants = event instanceof Error ? 'alone' : inCompany(event);
    const key = raw.key?.toString() ?? '';
    const joins =
      wants === manner && wants !== 'alone' && company.length < largestCompany && (wants === 'any' || !keys.has(key));
    if (!joins && company.length > 0) {
      yield company;
      company = [];
      keys.clear();
    }
    manner = wants;
    company.push({ raw, event });
    keys.add(key);
  }
  if (company.length > 0) yield company;
}

/** @returns how many, from the first one on, were delivered, or, being none of ours, kept */
export const takenOf = async (company: readonly ReadRecord[], receiver: Receiver): Promise<number> => {
  const taken = await Promise.all(company.map((record) => isTaken(record, receiver)));
  const held = taken.indexOf(false);
  return held === -1 ? company.length : held;
};

const isTaken = async ({ raw, event }: ReadRecord, { deliver, keep = keepNothing }: Receiver): Promise<boolean> => {
  try {
    await (event instanceof Error ? keep({ ...raw, reason: reasonOf(event) }) : deliver(event));
    return true;
  } catch (error) {
    const { topic, partition, offset } = raw;
    log.debug({ err: error, topic, partition, offset }, 'record comes again');
    return false;
  }
};

const read = ({ headers, key, value }: RawRecord): Envelope | Error => {
  try {
    return fromHeaders(headers, key?.toString() ?? '', value ?? Buffer.alloc(0));
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
};
