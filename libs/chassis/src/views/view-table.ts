import type { OrganisationKind, Role } from '../access/actor.ts';

/** What a reader may do with a field. Who is not named may do nothing: the field is as if it were not there. */
export type Grant = 'none' | 'masked' | 'read' | 'write';

/** The roles of one kind of organisation; `others` are the roles not named. */
export type ByRole = Readonly<Partial<Record<Role | 'others', Grant>>>;

/** By kind of organisation: all of its roles alike, or role by role. */
export type Readers = Readonly<Partial<Record<OrganisationKind, Grant | ByRole>>>;

export interface Field {
  readonly readers: Readers;
  /** The resource whose table says what is below; without one the field holds a plain value. */
  readonly part?: string;
  /** A list of parts. */
  readonly many?: true;
  /** Names below the field are data, not fields: whoever may read it reads all of it. */
  readonly open?: true;
}

/** Field -> readers; names that share a rule stand in one key, with a blank between them. */
export type Resource = Readonly<Record<string, Field | Readers>>;

/**
 * What a route takes and answers, each a resource of the table. An answer that is no JSON says in `bytes` what it is;
 * one without a body says nothing.
 */
export interface RouteView {
  readonly shows?: string;
  readonly takes?: string;
  readonly bytes?: string;
}

/** Who sees and who sets what: (resource, field, kind of organisation and its place in the record, role) -> grant. */
export interface ViewTable {
  readonly resources: Readonly<Record<string, Resource>>;
  /** A record of this resource is there only for an organisation that one of these fields of it names. */
  readonly onlyFor?: Readonly<Record<string, readonly string[]>>;
  /** By method and path below `/api/v1`: `GET /orders/:id`. */
  readonly routes: Readonly<Record<string, RouteView>>;
}

const kindsOf = (kinds: readonly OrganisationKind[], grant: Grant): Readers =>
  Object.fromEntries(kinds.map((kind) => [kind, grant]));

export const seenBy = (...kinds: OrganisationKind[]): Readers => kindsOf(kinds, 'read');

/** Who sets a field sees it. */
export const setBy = (...kinds: OrganisationKind[]): Readers => kindsOf(kinds, 'write');

/** What the service keeps for itself. */
export const nobody: Readers = {};

const everybody = seenBy('customer', 'trader', 'factory', 'supplier', 'forwarder', 'inspection');

/** An object with a table of its own, which alone decides where no readers are named here. */
export const one = (part: string, readers: Readers = everybody): Field => ({ readers, part });

/** A list of such objects. */
export const many = (part: string, readers: Readers = everybody): Field => ({ readers, part, many: true });

/** A map whose names are data, such as the numbers that a rule used. */
export const openMap = (readers: Readers): Field => ({ readers, open: true });
