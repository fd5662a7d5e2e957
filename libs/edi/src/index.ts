export * from './canonical/documents.ts';
