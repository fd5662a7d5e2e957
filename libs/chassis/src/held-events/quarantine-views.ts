import { many, openMap, seenBy, setBy, type ViewTable } from '../views/view-table.ts';

const kinds = ['customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection'] as const;
/** The doors let in operators only, and row-level security the parties of the event. */
export const operators = seenBy(...kinds);
export const operatorsSet = setBy(...kinds);

const summary = {
  'id state type key aggregate version orderId since tries reaction error traceId': operators,
} as const;

/** Who sees and sets what of the events that a service holds; the doors are every service's alike. */
export const quarantineViews = (service: string): ViewTable => {
  const doors = `/quarantine/${service.replaceAll('_', '-')}`;
  return {
    resources: {
      'held-events': { events: many('held-event') },
      'held-event': summary,
      'held-event-closely': {
        ...summary,
        stack: operators,
        payload: openMap(operators),
        headers: openMap(operators),
      },
      settlement: { 'id outcome at by reason': operators },
      'replay-request': { reason: operatorsSet, corrections: openMap(operatorsSet) },
      'discard-request': { reason: operatorsSet },
    },
    routes: {
      [`GET ${doors}`]: { shows: 'held-events' },
      [`GET ${doors}/:id`]: { shows: 'held-event-closely' },
      [`POST ${doors}/:id/replay`]: { takes: 'replay-request', shows: 'settlement' },
      [`POST ${doors}/:id/discard`]: { takes: 'discard-request', shows: 'settlement' },
    },
  };
};

/** @throws Error when both name the same resource or route */
export const together = (one: ViewTable, other: ViewTable): ViewTable => {
  for (const part of ['resources', 'routes'] as const) {
    const twice = Object.keys(one[part]).filter((name) => Object.hasOwn(other[part], name));
    if (twice.length > 0) throw new Error(`views name twice: ${twice.join(', ')}`);
  }
  return {
    resources: { ...one.resources, ...other.resources },
    routes: { ...one.routes, ...other.routes },
    onlyFor: { ...one.onlyFor, ...other.onlyFor },
  };
};
