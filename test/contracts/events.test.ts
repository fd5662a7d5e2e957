import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogueFiles } from './catalogue-files.ts';
import { type DeclaredEvent, readDeclarations, root } from './declared-events.ts';
import { forPeopleOnly } from './for-people-only.ts';
import { findHearers, findMentions } from './hearers.ts';

const { events, comment } = readDeclarations();
const named = events.map((event) => [event.message.typeName, event] as const);
const hearers = findHearers();
const mentions = findMentions();

const placeholdersOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort();
/** Plain fields, and texts that are there in both languages. */
const tellable = ({ message }: DeclaredEvent): string[] =>
  message.fields
    .filter(({ message: nested }) => nested === undefined || nested.typeName === 'tradeloom.type.v1.Text')
    .map(({ localName }) => localName);

describe('an event', () => {
  it('is declared at all', () => {
    expect(events.length).toBeGreaterThan(40);
  });

  it.each(named)('%s is described in English and Chinese', (_, { message }) => {
    expect(comment(message)).toMatch(/^[A-Z].+\p{Script=Han}/u);
  });

  it.each(named)('%s reads the same in both languages', (_, { text }) => {
    expect(text.en).toMatch(/^[A-Z0-9{]/);
    expect(text.zh).toMatch(/\p{Script=Han}/u);
    expect(placeholdersOf(text.zh)).toEqual(placeholdersOf(text.en));
  });

  it.each(named)('%s tells only of what it carries', (_, event) => {
    expect(tellable(event)).toEqual(expect.arrayContaining(placeholdersOf(event.text.en)));
  });

  it.each(named)('%s is announced by the service that its topic is named after', (_, { message, publisher }) => {
    expect(mentions.get(message.typeName)).toContain(publisher);
  });

  it.each(named)('%s is acted upon, or announced for people and says why', (_, { message }) => {
    const acted = hearers.has(message.typeName);
    expect(acted || message.typeName in forPeopleOnly).toBe(true);
    expect(acted && message.typeName in forPeopleOnly).toBe(false);
  });
});

describe('the reasons for events that nobody acts upon', () => {
  it('are given for events that exist', () => {
    const declared = events.map(({ message }) => message.typeName);
    expect(declared).toEqual(expect.arrayContaining(Object.keys(forPeopleOnly)));
  });
});

describe('docs/events', () => {
  it.each([...catalogueFiles()])('%s is what `npm run catalogue` writes', (name, content) => {
    expect(readFileSync(join(root, 'docs/events', name), 'utf8')).toBe(content);
  });
});
