import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** SHA-256 as lower-case hexadecimal. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of the value's canonical JSON (RFC 8785): the same for everyone, whatever wrote it. */
export const canonicalHash = (value: Json): string => sha256(canonicalize(value) ?? '');
