import { type CodeUnits, kindOfWide, separator } from './accept-value.ts';

const none = -1;

export interface Marks {
  /** Between elements. */
  readonly element: number;
  /** Between the values of an element; null: elements are looked at as a whole. */
  readonly component: number | null;
  readonly release: number | null;
  /** Of a code unit below 128, see `kindsWith`. */
  readonly kinds: Uint8Array;
  /** What is said of every value from the outset. */
  readonly met?: number;
}

/** Walks over one segment from value to value without making a text of any. */
export class ValueCursor {
  /** The value is what stands from here up to `to`. */
  from = 0;
  to = 0;
  /** What the value consists of. */
  met = 0;
  /** An element ends with the value. */
  closes = true;
  private readonly element: number;
  private readonly component: number;
  private readonly release: number;
  private readonly kinds: Uint8Array;
  private readonly before: number;

  constructor(
    readonly units: CodeUnits,
    /** Where the next value begins. */
    public at: number,
    private readonly end: number,
    { element, component, release, kinds, met }: Marks,
  ) {
    this.element = element;
    this.component = component ?? none;
    this.release = release ?? none;
    this.kinds = kinds;
    this.before = met ?? 0;
  }

  get atEnd(): boolean {
    return this.at > this.end;
  }

  /** @returns false at the end of the segment */
  next(): boolean {
    const { units, end, element, component, release, kinds } = this;
    if (this.at > end) return false;
    let met = this.before;
    let at = this.at;
    for (; at < end; at++) {
      const unit = units[at] as number;
      if (unit === element || unit === component) break;
      met |= unit < 128 ? (kinds[unit] as number) : kindOfWide(unit);
      if (unit !== release) continue;
      met |= separator;
      at++;
    }
    this.from = this.at;
    this.to = Math.min(at, end);
    this.met = met;
    this.closes = at >= end || units[at] === element;
    this.at = at + 1;
    return true;
  }
}
