/** PostgreSQL's protocol 3 in a StartupMessage */
const startupMessage = 196_608;
const roleOf = /^(.+)_(?:app|relay)$/;

/**
 * Who calls, by the first bytes that a client sends: the user of PostgreSQL's StartupMessage (`orders_app`,
 * `logistics_documents_relay`), or the client id of a Kafka request header.
 * @returns the name of the process, as `logistics-documents`
 */
export const clientNamed = (first: Buffer): string => {
  const name = first.length >= 8 && first.readInt32BE(4) === startupMessage ? userIn(first) : clientIdIn(first);
  return name.replaceAll('_', '-');
};

const userIn = (first: Buffer): string => {
  const parameters = first.subarray(8).toString('utf8').split('\0');
  const user = parameters[parameters.indexOf('user') + 1] ?? '';
  return roleOf.exec(user)?.[1] ?? user;
};

/** length, api key, api version, correlation id; then the client id with its length */
const clientIdIn = (first: Buffer): string => {
  if (first.length < 14) return '';
  const length = first.readInt16BE(12);
  return length > 0 ? first.subarray(14, 14 + length).toString('utf8') : '';
};
