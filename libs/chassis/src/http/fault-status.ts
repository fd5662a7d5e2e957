/** Values that PostgreSQL cannot hold: NUL or lone surrogates in a text, a number or date beyond its type, an endless key. */
const unstorable = ['22021', '22P05', '22P02', '22003', '22007', '22008', '54000'];
/** Down, read-only, full, too slow, out of connections, or a transaction that gave way to another: the same request may succeed later. */
const unavailable = [
  '57P01',
  '57P02',
  '57P03',
  '57P05',
  '57014',
  '25P03',
  '25006',
  '53100',
  '53200',
  '53300',
  '08001',
  '08003',
  '08004',
  '08006',
];
const gaveWay = ['40001', '40P01'];
const unreachable = ['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN'];
/** A file system, where files are kept, that is full or that cannot be written on. */
const noRoom = ['ENOSPC', 'EDQUOT', 'EROFS'];
const uniqueViolation = '23505';
/** What the database client says without a code. */
const lost =
  /^(timeout exceeded when trying to connect|Connection terminated|Query read timeout|Client has encountered a connection error)/;

const statusByCode: Readonly<Record<string, number>> = {
  ...Object.fromEntries(unstorable.map((code) => [code, 400])),
  ...Object.fromEntries([...unavailable, ...gaveWay, ...unreachable, ...noRoom].map((code) => [code, 503])),
  [uniqueViolation]: 409,
};

/** The HTTP status that fits an error of the database or the network; undefined when it is none of those known. */
export const statusOfFault = (error: unknown): number | undefined => {
  const { code = '', message = '' } = (error ?? {}) as { code?: unknown; message?: unknown };
  return statusByCode[String(code)] ?? (lost.test(String(message)) ? 503 : undefined);
};
