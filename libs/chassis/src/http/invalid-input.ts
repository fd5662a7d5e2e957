import type { Text } from '@tradeloom/kernel';

/** One bad field: where it is (JSON Pointer, RFC 6901) and why. */
export interface InputError {
  readonly pointer: string;
  readonly code: string;
  readonly text: Text;
}

export class InvalidInput extends Error {
  constructor(readonly errors: readonly InputError[]) {
    super(`invalid input: ${errors.map((e) => e.pointer).join(', ')}`);
    this.name = 'InvalidInput';
  }
}

/** Fields of a body that are valid, and not their sender's to set. */
export class RefusedFields extends Error {
  constructor(readonly errors: readonly InputError[]) {
    super(`not the sender's to set: ${errors.map((e) => e.pointer).join(', ')}`);
    this.name = 'RefusedFields';
  }
}
