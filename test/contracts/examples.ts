import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DescMessage, fromBinary, type JsonValue, toJson } from '@bufbuild/protobuf';
import { root } from './declared-events.ts';

/** One event as its service published it: what stood in the headers, the bytes, and how they read today. */
export interface Example {
  readonly headers: Readonly<Record<string, string>>;
  readonly event: JsonValue;
  /** protobuf, base64: what a release of later must still read */
  readonly bytes: string;
}

export const folder = join(root, 'test/contracts/examples');
const exampleFile = ({ typeName }: DescMessage): string => join(folder, `${typeName}.json`);

export const hasExample = (message: DescMessage): boolean => existsSync(exampleFile(message));

export const readExample = (message: DescMessage): Example =>
  JSON.parse(readFileSync(exampleFile(message), 'utf8')) as Example;

export const asRead = (message: DescMessage, bytes: Uint8Array): JsonValue =>
  toJson(message, fromBinary(message, bytes));

export const writeExample = (message: DescMessage, headers: Readonly<Record<string, string>>, bytes: Buffer): void => {
  mkdirSync(folder, { recursive: true });
  const example: Example = { headers, event: asRead(message, bytes), bytes: bytes.toString('base64') };
  writeFileSync(exampleFile(message), `${JSON.stringify(example, undefined, 2)}\n`);
};
