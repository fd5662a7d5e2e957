import type { Role } from '@tradeloom/chassis';

/** People only: no system changes where money goes. */
export const mayPropose: readonly Role[] = ['finance-clerk', 'finance-manager', 'owner', 'supplier-clerk'];
export const mayApprove: readonly Role[] = ['finance-manager', 'owner'];
/** Who reads the whole number, of his own organisation's accounts. */
export const mayReadNumber: readonly Role[] = [...mayPropose, 'auditor'];
