import type { Evidence, Listener, TimelineEntry } from './evidence.rules.ts';

const isFor = ({ organisation, types }: Pick<Listener, 'organisation' | 'types'>, entry: TimelineEntry): boolean =>
  entry.parties.includes(organisation) && (types.length === 0 || types.includes(entry.type));

/** Every event of its kinds reaches an endpoint at least once, and who asks is given each. */
export const untold = ({ timeline, heard: { endpoints, asked } }: Pick<Evidence, 'timeline' | 'heard'>): string[] => {
  const given = new Set(asked.events);
  return [
    ...endpoints.flatMap((endpoint) => {
      const told = new Set(endpoint.told.map(({ event }) => event));
      return timeline
        .filter((entry) => entry.position > endpoint.since && isFor(endpoint, entry) && !told.has(entry.id))
        .map(({ id, type }) => `${endpoint.organisation} was never told of ${id} (${type})`);
    }),
    ...timeline
      .filter((entry) => entry.parties.includes(asked.organisation) && !given.has(entry.id))
      .map(({ id, type }) => `${asked.organisation} asked and was not given ${id} (${type})`),
  ];
};

/** A message that comes again has the id that it had; nobody hears of what is not his; who asks is given each event once. */
export const toldWrongly = ({
  timeline,
  heard: { endpoints, asked },
}: Pick<Evidence, 'timeline' | 'heard'>): string[] => {
  const entries = new Map(timeline.map((entry) => [entry.id, entry]));
  const isOwn = (listener: Pick<Listener, 'organisation' | 'types'>, event: string): boolean => {
    const entry = entries.get(event);
    return entry !== undefined && isFor(listener, entry);
  };
  const twice = [...Map.groupBy(asked.events, (event) => event)].filter(([, same]) => same.length > 1);
  return [
    ...endpoints.flatMap(({ told, ...listener }) => [
      ...[...Map.groupBy(told, ({ event }) => event)]
        .filter(([, same]) => new Set(same.map(({ messageId }) => messageId)).size > 1)
        .map(([event]) => `${listener.organisation} was told of ${event} under several ids`),
      ...[...new Set(told.map(({ event }) => event))]
        .filter((event) => !isOwn(listener, event))
        .map((event) => `${listener.organisation} was told of ${event}, which is not its own`),
    ]),
    ...twice.map(([event]) => `${asked.organisation} asked and was given ${event} twice`),
    ...[...new Set(asked.events)]
      .filter((event) => !isOwn({ organisation: asked.organisation, types: [] }, event))
      .map((event) => `${asked.organisation} asked and was given ${event}, which is not its own`),
  ];
};

/** Who asks is given what happened to one thing in its order. Endpoints are promised none. */
export const givenOutOfOrder = ({ heard: { asked }, published }: Pick<Evidence, 'heard' | 'published'>): string[] => {
  const places = new Map(published.map((event) => [event.id, event]));
  const given = asked.events.flatMap((id) => places.get(id) ?? []);
  return [...Map.groupBy(given, ({ topic, key, subject }) => `${topic} ${key} ${subject}`).values()].flatMap((own) =>
    own.flatMap(({ subject, version }, i) => {
      const before = own[i - 1];
      return before && version < before.version ? [`given: ${subject} v${version} after v${before.version}`] : [];
    }),
  );
};
