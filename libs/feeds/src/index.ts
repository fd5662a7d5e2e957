export { headersOf } from './changed-headers.ts';
export { type Charset, type DecodedText, decodeText, encodeText } from './charset.ts';
export type { Candidate } from './column-candidates.ts';
export { type CorrectedFile, correctedFile } from './corrected-file.ts';
export type { ReadColumn } from './describe-columns.ts';
export type { Dialect } from './dialect.ts';
export { cellAddress, type FeedError } from './feed-error.ts';
export {
  type CorrectingFile,
  type FeedContext,
  type FeedDocument,
  type FeedKindName,
  type Take,
  usedFields,
} from './feed-kind.ts';
export { feedKinds } from './feed-kinds.ts';
export { guardFormula } from './formula-guard.rules.ts';
export { type Field, fields } from './headers.ts';
export { type FeedInspection, inspectFeed } from './inspect-feed.ts';
export { headerKey, type LearnedColumn, type LearnedMapping } from './learned-mapping.ts';
export { openSheet } from './open-sheet.ts';
export { type OrderSheet, type OrderSheetLine, writeOrderSheet } from './order-sheet.ts';
export { type FeedReading, type JudgedRow, readFeed } from './read-feed.ts';
export { type Sheet, type SheetLimits, type SheetRow, sheetLimits, UnreadableFeed } from './sheet.ts';
