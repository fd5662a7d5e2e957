import { createHash } from 'node:crypto';
import { type IsoDate, must } from '@tradeloom/kernel';
import type { InspectionStandard } from '../sampling/sampling.rules.ts';

/** One thing to look at, with the picture or video that shows it. */
export interface Checkpoint {
  readonly code: string;
  readonly text: { readonly en: string; readonly zh: string };
  readonly media: readonly { readonly file: string; readonly sha256: string }[];
}

export interface Specification {
  readonly standard: InspectionStandard;
  readonly checkpoints: readonly Checkpoint[];
}

export interface Signature {
  readonly organisation: string;
  readonly person: string;
  readonly signedOn: IsoDate;
}

/** The quality manual of an item: with three signatures the sole basis of every inspection. 质量手册 */
export interface Manual {
  readonly id: string;
  readonly version: number;
  readonly parties: string[];
  readonly item: string;
  readonly manualVersion: string;
  readonly effectiveFrom: IsoDate;
  readonly specification: Specification;
  /** SHA-256 (hex) of item, manual version and specification in canonical form. */
  readonly hash: string;
  readonly signatures: readonly Signature[];
}

/** Keys in order, no blanks: the same content always has the same text. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
};

export const hashOf = ({
  item,
  manualVersion,
  specification,
}: Pick<Manual, 'item' | 'manualVersion' | 'specification'>): string =>
  createHash('sha256').update(canonical({ item, manualVersion, specification })).digest('hex');

const isSigned = (manual: Manual, on: IsoDate): boolean =>
  new Set(manual.signatures.filter(({ signedOn }) => signedOn <= on).map(({ organisation }) => organisation)).size >= 3;

/**
 * The newest manual that is effective and signed by three parties on this day.
 * @throws `quality.manual.none-in-force`, `quality.manual.altered` when the content no longer matches what was signed
 */
export const manualInForce = (manuals: readonly Manual[], item: string, on: IsoDate): Manual => {
  const [manual] = manuals
    .filter((each) => each.item === item && each.effectiveFrom <= on && isSigned(each, on))
    .sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1));
  must(
    manual !== undefined,
    'quality.manual.none-in-force',
    {
      en: 'The item has no quality manual signed by three parties',
      zh: '该物料没有经三方签署的有效质量手册',
    },
    { item, on },
  );
  must(
    hashOf(manual) === manual.hash,
    'quality.manual.altered',
    {
      en: 'The manual differs from what the parties signed',
      zh: '质量手册内容与签署版本不一致',
    },
    { item, manualVersion: manual.manualVersion },
  );
  return manual;
};
