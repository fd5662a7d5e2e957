import type { AnchoredHead } from './anchor.ts';
import type { RecordedEvent } from './event.ts';
import { type Finding, finding } from './finding.ts';
import { type Head, noHead, type Seal, sealHash } from './seal.ts';

export interface SealedEvent {
  readonly seal: Seal;
  /** null when the event is gone */
  readonly record: RecordedEvent | null;
  /** of the event as the record has it */
  readonly digest: string | null;
}

/**
 * Goes through one service's history in the order of its seals and names every row that is not what was sealed. A chain
 * goes on from what its row says, so that one altered row is one finding. Memory: one head per chain.
 */
export class SealCheck {
  private readonly heads = new Map<string, Head>();
  private last = 0;
  count = 0;

  /**
   * @param anchored what signed anchors say, by number of the seal
   * @param whole false when these are the chains of one order only: numbers then have gaps
   */
  constructor(
    private readonly service: string,
    private readonly anchored: ReadonlyMap<number, AnchoredHead>,
    private readonly whole = true,
  ) {}

  get chains(): number {
    return this.heads.size;
  }

  next({ seal, record, digest }: SealedEvent): Finding[] {
    const { service, number, chain, link, eventId, hash } = seal;
    const head = this.heads.get(chain) ?? noHead;
    const at = { number, chain, link, eventId };
    const findings: Finding[] = [];
    if (this.whole && number !== this.last + 1) findings.push(this.missing(this.last + 1));
    if (link !== head.link + 1) findings.push(finding('order-changed', service, at));
    else if (!record || digest === null) findings.push(finding('event-missing', service, at));
    else if (record.event.id !== eventId || sealHash(seal, head.hash, record, digest) !== hash)
      findings.push(finding('row-altered', service, at));
    const promised = this.anchored.get(number);
    if (promised && (promised.hash !== hash || promised.chain !== chain))
      findings.push(finding('anchor-differs', service, at));
    this.heads.set(chain, { link, hash });
    this.last = number;
    this.count += 1;
    return findings;
  }

  /** What the anchors know of and the history no longer has. */
  end(): Finding[] {
    if (!this.whole) return [];
    const cutOff = [...this.anchored.keys()].some((number) => number > this.last);
    return cutOff ? [this.missing(this.last + 1)] : [];
  }

  /** The first of those that are gone. */
  private missing(number: number): Finding {
    const { chain, link } = this.anchored.get(number) ?? {};
    return finding('seal-missing', this.service, { number, ...(chain && link && { chain, link }) });
  }
}
