import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** SHA-256 as lower-case hexadecimal. */
export const sha256 = (bytes: string | Uint8Array): string => hash('sha256', bytes);

/** Canonical JSON (RFC 8785): the same for everyone, whatever wrote it. */
export const canonical = (value: Json): string => canonicalize(value) ?? '';
