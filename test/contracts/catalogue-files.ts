import { writeAsyncApi } from './asyncapi.ts';
import { writeCatalogue } from './catalogue.ts';
import { readDeclarations } from './declared-events.ts';
import { findHearers } from './hearers.ts';

/** File below docs/events -> what should stand in it. */
export function catalogueFiles(): ReadonlyMap<string, string> {
  const declarations = readDeclarations();
  const hearers = findHearers();
  return new Map([
    ['README.md', writeCatalogue(declarations, hearers)],
    ['asyncapi.json', `${JSON.stringify(writeAsyncApi(declarations, hearers), null, 2)}\n`],
  ]);
}
