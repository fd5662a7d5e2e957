import { type GrammarNode, nameGroups, parseGrammar } from '../../structure/grammar.ts';
import { d01b } from './d01b.ts';
import { d96a } from './d96a.ts';
import { d97a } from './d97a.ts';
import { type Directory, type SegmentTables, segmentTables } from './directory.ts';
import { service } from './service.ts';

/** What a message is held against: its segment groups, and the tables of its directory. */
export interface MessageSchema {
  /** `D.96A`. */
  directory: string;
  grammar: GrammarNode;
  segments: SegmentTables;
}

const directories: readonly Directory[] = [d96a, d97a, d01b];

/** The directories that can be written. */
export const directoryNames: readonly string[] = directories.map(({ name }) => name);

/** `D.96A` -> 1996.0, so that directories have an order in time. Null for what is no directory. */
const ageOf = (version: string): number | null => {
  const [, year, half] = /^[DS]\.(\d\d)([ABC])$/.exec(version) ?? [];
  if (year === undefined || half === undefined) return null;
  return (Number(year) >= 88 ? 1900 : 2000) + Number(year) + (half.charCodeAt(0) - 65) / 10;
};

/** The latest directory that is not later than `version`; the first one for what is earlier than all. */
export const nearestDirectory = (version: string): Directory | undefined => {
  const age = ageOf(version);
  if (age === null) return undefined;
  return directories.findLast(({ name }) => (ageOf(name) as number) <= age) ?? directories[0];
};

const tables = new Map<string, SegmentTables>();
const grammars = new Map<string, GrammarNode>();

const cached = <V>(cache: Map<string, V>, key: string, make: () => V): V => {
  const value = cache.get(key) ?? make();
  cache.set(key, value);
  return value;
};

const schemaIn = (directory: Directory, base: Directory, type: string): MessageSchema | undefined => {
  const text = Object.hasOwn(directory.messages, type) ? directory.messages[type] : undefined;
  if (text === undefined) return undefined;
  return {
    directory: directory.name,
    grammar: cached(grammars, `${directory.name} ${type}`, () => nameGroups(parseGrammar(text))),
    segments: cached(tables, directory.name, () => segmentTables(directory, base)),
  };
};

/** Undefined where the directory does not have the message (OSTRPT before D.97A). */
export const schemaOf = (type: string, directory: Directory): MessageSchema | undefined =>
  schemaIn(directory, d96a, type);

/** The name of the first directory that has the message. */
export const earliestWith = (type: string): string | undefined =>
  directories.find(({ messages }) => Object.hasOwn(messages, type))?.name;

/** CONTRL belongs to the syntax, not to a directory. */
export const controlSchema = schemaIn(service, service, 'CONTRL') as MessageSchema;

/** Whether any directory has the message. */
export const isKnownType = (type: string): boolean => directories.some(({ messages }) => Object.hasOwn(messages, type));
