export type OrganisationKind = 'customer' | 'trader' | 'factory' | 'supplier' | 'forwarder' | 'inspection' | 'platform';

export type Role =
  | 'sales'
  | 'sales-supervisor'
  | 'owner'
  | 'merchandiser'
  | 'planner'
  | 'production-manager'
  | 'inspector'
  | 'quality-manager'
  | 'document-clerk'
  | 'document-reviewer'
  | 'final-reviewer'
  | 'finance-clerk'
  | 'finance-manager'
  | 'supplier-clerk'
  | 'auditor'
  | 'operator'
  | 'system';

/** Who acts: a person, a partner's system (role `system`), or a service reacting to an event (kind `platform`). */
export interface Actor {
  readonly login: string;
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly role: Role;
}

/** A service acting on an event: it has no rights of its own, only those of the event's parties. */
export const serviceActor = (service: string): Actor => ({
  login: service,
  organisation: 'tradeloom',
  kind: 'platform',
  role: 'system',
});
