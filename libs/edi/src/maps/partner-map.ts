/**
 * What one partner's messages of one type and version say beyond, or otherwise than, the standard mapping. The standard
 * (the code in x12/messages and edifact/messages) always stands beneath: a map only adds and overrides.
 * As JSON: docs/maps/partner-map.schema.json.
 */
export interface PartnerMap {
  /** `850`, `ORDERS`. */
  readonly message: string;
  /** As the message says it: `004010`, `D.96A`. */
  readonly version: string;
  readonly rules: readonly MapRule[];
}

export type Direction = 'in' | 'out';

/** One binding between a place in the canonical document and a place in the message. */
export interface MapRule {
  /** `lines[].buyerItem`, `parties[role=ship-to].id`, `references.ZZ`, `kept.dock`. */
  readonly path?: string;
  /** `PO1/PO107 where PO106=BP`, `PO1>N1/N104 where N101=ST`, `SG25/LIN.C212.7140`. */
  readonly at?: string;
  /** Left out: both ways, which the check allows where nothing is lost. */
  readonly direction?: Direction;
  /** The partner's code -> that of the document; without `path`, -> the standard's, before anything is read. */
  readonly codes?: Readonly<Record<string, string>>;
  /** What is taken where nothing is said, or a code that `codes` does not have. */
  readonly default?: string;
  /** Always this, whatever the other side says. */
  readonly fixed?: string;
  readonly when?: Condition;
  /** From the element to the document in this order, and back in the other. */
  readonly apply?: readonly Step[];
  /** More elements, joined behind that of `at` with a blank between. Inbound only. */
  readonly concat?: readonly string[];
  /** What the standard writes at `at` is left out. Outbound only. */
  readonly omit?: true;
  /** For who reads the map. */
  readonly note?: string;
}

/** True when the place has this value; without `is`, any value. */
export interface Condition {
  readonly path?: string;
  /** Inbound only. */
  readonly at?: string;
  readonly is?: string;
}

export type Step =
  | 'trim'
  /** From this character (1 is the first), so many. */
  | { readonly substring: readonly [from: number, length: number] }
  /** Filled up on the left to a width. */
  | { readonly pad: { readonly width: number; readonly with: string } }
  /** Freed of this character on the left. */
  | { readonly strip: string }
  /** The element's date: `YYYYMMDD`, `DD.MM.YYYY`, `YYMMDD`. */
  | { readonly date: string }
  /** The element has so many implied decimals: 1485 is 14.85. */
  | { readonly scale: number }
  /** The document has this before what the element says. */
  | { readonly prefix: string };
