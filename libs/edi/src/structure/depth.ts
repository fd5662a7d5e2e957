/**
 * How far a message is looked into: only counted and its references compared, every element checked too, or translated
 * as well.
 */
export type Depth = 'envelope' | 'elements' | 'documents';
