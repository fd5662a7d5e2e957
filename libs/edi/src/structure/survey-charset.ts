import { CharsetEvidence } from '../charset.ts';

/** No character of any charset ends beyond a byte below this one, and none of several bytes holds one. */
const firstPossibleTrail = 0x30;
/** What has no such byte for so long is taken as it is. */
const longestPiece = 1024 * 1024;

/** Gathers what a file says about its charset, chunk by chunk, each cut where a character ends. */
export class CharsetSurvey {
  readonly evidence = new CharsetEvidence();
  private rest: Buffer = Buffer.alloc(0);

  add(chunk: Uint8Array): void {
    const bytes = this.rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([this.rest, chunk]);
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] as number) >= firstPossibleTrail) end--;
    if (end === 0 && bytes.length > longestPiece) end = bytes.length;
    if (end > 0) this.evidence.add(bytes.subarray(0, end));
    this.rest = bytes.subarray(end);
  }

  end(): CharsetEvidence {
    if (this.rest.length > 0) this.evidence.add(this.rest);
    this.rest = Buffer.alloc(0);
    return this.evidence;
  }
}
