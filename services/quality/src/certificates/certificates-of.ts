import type { Tx } from '@tradeloom/chassis';
import { In } from 'typeorm';
import { type Certificate, isAbout, showTo } from './certificate.rules.ts';
import { Certificates } from './certificate.table.ts';

interface Goods {
  readonly maker: string;
  readonly receiver: string;
  readonly item: string;
  readonly lot: string | null;
}

/** Goods with the certificates that speak of their lot; their findings are findings on the lot. */
export const withCertificates = async <G extends Goods>(
  tx: Tx,
  goods: readonly G[],
): Promise<(G & { readonly certificates: readonly Certificate[] })[]> => {
  const named = goods.flatMap(({ lot }) => (lot === null || lot === '' ? [] : [lot]));
  const known = named.length === 0 ? [] : await tx.find(Certificates, { lot: In([...new Set(named)]) }, { id: 'ASC' });
  return goods.map((each) => ({ ...each, certificates: known.filter((certificate) => isAbout(certificate, each)) }));
};

/** Lets the inspection house read the certificates of the goods that it is to inspect. */
export const showCertificatesTo = async (tx: Tx, house: string, goods: Goods): Promise<void> => {
  const [named] = await withCertificates(tx, [goods]);
  for (const { id } of named?.certificates ?? []) await tx.change(Certificates, id, showTo(house));
};
