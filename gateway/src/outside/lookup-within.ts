import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import type { Reach } from './reach.ts';

/** Asks the domain name system, as `dns.lookup` does. */
export type Resolve = (
  host: string,
  options: { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * The addresses of a host, or none of them when one is out of reach. The connection is made to what was checked: a name
 * that answers otherwise the next time changes nothing.
 */
export const lookupWithin =
  (reach: Reach, resolve: Resolve = lookup): LookupFunction =>
  (host, options, callback) => {
    resolve(host, { all: true }, (error, addresses) => {
      const [first] = addresses ?? [];
      if (error || !first) return callback(error ?? new Error(`${host} has no address`), '');
      const inside = addresses.find(({ address }) => !reach.allows(address));
      if (inside) return callback(new Error(`${host} has an address that partners are not called at`), '');
      return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
    });
  };
