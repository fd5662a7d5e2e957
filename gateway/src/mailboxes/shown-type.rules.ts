import type { Interchange } from './interchange.rules.ts';

const bytes = 'application/octet-stream';

const types: Readonly<Record<Interchange['format'], string>> = {
  x12: 'application/edi-x12',
  edifact: 'application/edifact',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ubl: bytes,
  unknown: bytes,
};

/**
 * The type under which a kept file is handed out: by what was found in it, never by what its sender said it was.
 * Text says its charset; where that was not found out, it is mere bytes.
 */
export const shownTypeOf = ({ format, charset }: Pick<Interchange, 'format' | 'charset'>): string => {
  const type = types[format];
  if (!type.startsWith('text/')) return type;
  return charset ? `${type}; charset=${charset}` : bytes;
};
