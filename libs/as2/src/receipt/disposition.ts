import type { Modifier } from '../refusal.ts';

/** What a receipt says happened to the message. */
export type Disposition =
  | { readonly type: 'processed' }
  | { readonly type: 'processed-with-warning'; readonly warning: string }
  | { readonly type: 'failed'; readonly modifier: string };

const MODE = 'automatic-action/MDN-sent-automatically';

/** RFC 4130 7.4.3: what is said of the form is a failure, of the message an error. */
const FAILURES: Partial<Record<Modifier, string>> = {
  'unsupported-format': 'unsupported format',
  'unsupported-mic-algorithms': 'unsupported MIC-algorithms',
};

export const processed = `${MODE}; processed`;

/** RFC 4130 7.5.3: the message was taken, and something is to be known about it. */
export const processedWith = (warning: 'duplicate-document'): string => `${MODE}; processed/warning: ${warning}`;

export function refusedWith(modifier: Modifier): string {
  const failure = FAILURES[modifier];
  return failure ? `${MODE}; failed/failure: ${failure}` : `${MODE}; processed/error: ${modifier}`;
}

const SHAPE = /^[^;]*;\s*(processed|failed)\s*(?:\/\s*(warning|error|failure)\s*(?::\s*(.*))?)?$/is;

/**
 * @param field `automatic-action/MDN-sent-automatically; processed/error: decryption-failed`, in any case
 * @returns null when it is none
 */
export function readDisposition(field: string): Disposition | null {
  const found = SHAPE.exec(field.trim());
  if (!found) return null;
  const [, type = '', kind = '', words = ''] = found.map((word) => word?.trim().toLowerCase() ?? '');
  if (kind === 'warning' && type === 'processed') return { type: 'processed-with-warning', warning: words };
  if (type === 'processed' && kind === '') return { type: 'processed' };
  return { type: 'failed', modifier: words.replaceAll(/\s+/g, '-') || 'unspecified' };
}
