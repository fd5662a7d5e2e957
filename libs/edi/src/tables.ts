/** What messages are held against, as data: for tools that need the structure and not the reader. */
export { type MessageSchema, nearestDirectory, schemaOf } from './edifact/directories/catalogue.ts';
export type { GrammarNode } from './structure/grammar.ts';
export { messageOfType } from './x12/messages/registry.ts';
export { type SegmentTable, segmentTable } from './x12/segment-tables.ts';
