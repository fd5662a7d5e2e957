export * from './canonical/documents.ts';
export { detectCharset } from './charset.ts';
export { detectFormat, type Format } from './detect-format.ts';
export { acknowledgeEdifact, type ControlEnvelope, owesControl } from './edifact/acknowledge.ts';
export { type Separators, type Syntax, usualSeparators, writtenIdentifiers } from './edifact/encode-segments.ts';
export { messageTypeOf, supportedMessages } from './edifact/messages/registry.ts';
export { charsetOfEdifact, type EdifactFile, type EdifactFileOptions, readEdifactFile } from './edifact/read.ts';
export { judgedBy } from './edifact/refuse-interchange.ts';
export {
  directoryFor,
  type EdifactInterchange,
  type EdifactWriteOptions,
  writeEdifactInterchange,
} from './edifact/write.ts';
export type { Envelope, Party } from './envelope.ts';
export type { Severities } from './findings/problem.ts';
export { type ProblemId, problemCodes } from './findings/problem-codes.ts';
export {
  type InspectedRow,
  type InspectFormat,
  type Inspection,
  type InspectOptions,
  inspect,
  inspectX12,
} from './inspect.ts';
export { type Counted, inspectStream, type StreamedInspection } from './inspect-stream.ts';
export type { AcknowledgeWhen, Knowledge } from './knowledge.ts';
export type { LineBreaks } from './line-breaks.ts';
export { checkMap, type MapCheck } from './maps/check-map.ts';
export type { CheckedMap } from './maps/checked-map.ts';
export { type Difference, differences } from './maps/difference.ts';
export { type KeptReference, ordersIn } from './maps/kept.ts';
export type { MapOf } from './maps/map-message.ts';
export type { MapProblem } from './maps/map-problem.ts';
export type { Condition, Direction, MapRule, PartnerMap, Step } from './maps/partner-map.ts';
export { segmentDifferences } from './maps/segment-differences.ts';
export type { WriteMap } from './maps/write-by-map.ts';
export { type Remark, refusedTogether, remarked } from './remark.ts';
export type {
  Charset,
  FileProblem,
  GroupResult,
  InterchangeResult,
  Level,
  MessageResult,
  Problem,
  ReceivedInterchangeAck,
  Severity,
  Verdict,
} from './result.ts';
export { type OpenChunks, type Part, readParts, type StreamOptions } from './stream.ts';
export type { Depth } from './structure/depth.ts';
export { supportedUbl, ublTypeOf } from './ubl/messages/registry.ts';
export { readUblFile, type UblDocumentFile } from './ubl/read.ts';
export { type UblDocument, writeUblDocument } from './ubl/write.ts';
export type { OnForeign, WrittenCharset } from './write-charset.ts';
export {
  type AckEnvelope,
  acknowledge,
  acknowledgeTogether,
  answeredTogether,
  functionalAcknowledgement,
} from './x12/acknowledge.ts';
export type { Delimiting, OnDelimiter } from './x12/encode-segments.ts';

export {
  type InterchangeVerdict,
  interchangeAcknowledgement,
  interchangeVerdict,
  owesInterchangeAcknowledgement,
} from './x12/interchange-acknowledgement.ts';
export { interchangeNotes } from './x12/interchange-notes.ts';
export { supportedTypes, typeOf } from './x12/messages/registry.ts';
export { type FileOptions, readInterchanges, readX12File, type X12File } from './x12/read.ts';
export { type Interchange, type WriteOptions, writeInterchange } from './x12/write.ts';
