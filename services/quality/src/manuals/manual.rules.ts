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

const isSigned = (manual: Manual, on: IsoDate): boolean =>
  new Set(manual.signatures.filter(({ signedOn }) => signedOn <= on).map(({ organisation }) => organisation)).size >= 3;

const signedLastOn = ({ signatures }: Manual): IsoDate =>
  signatures.reduce((last, { signedOn }) => (signedOn > last ? signedOn : last), '');

/** Of two that take effect on one day, the one that was signed last, then the one of the higher version. */
const newestFirst = (a: Manual, b: Manual): number =>
  b.effectiveFrom.localeCompare(a.effectiveFrom) ||
  signedLastOn(b).localeCompare(signedLastOn(a)) ||
  b.manualVersion.localeCompare(a.manualVersion, 'en', { numeric: true });

/**
 * The newest manual that is effective and signed by three parties on this day.
 * @throws `quality.manual.none-in-force`, `quality.manual.altered` when the content no longer matches what was signed
 */
export const manualInForce = (
  manuals: readonly Manual[],
  item: string,
  on: IsoDate,
  hashOf: (manual: Manual) => string,
): Manual => {
  const [manual] = manuals
    .filter((each) => each.item === item && each.effectiveFrom <= on && isSigned(each, on))
    .sort(newestFirst);
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
