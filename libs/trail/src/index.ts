export { type AnchoredHead, anchorName, writeAnchor } from './anchor.ts';
export { chainOf, digestOf, type TrailEvent } from './event.ts';
export { type EventRow, eventColumns, recordOf } from './event-rows.ts';
export type { Finding } from './finding.ts';
export { type Head, noHead, type Place, type Seal, sealHash } from './seal.ts';
export { Unreadable } from './signed-lines.ts';
export { exportTrail, verifyFile } from './trail-file.ts';
export { type AnchorFiles, type Verdict, verifyDatabase } from './verify-database.ts';
