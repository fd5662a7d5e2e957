import { decimal } from '@tradeloom/kernel';
import type { Evidence } from './evidence.rules.ts';

/** Supplies of which more is promised than there can be, or more than was taken from them for it. */
export const overPromised = ({ supplies }: Pick<Evidence, 'supplies'>): string[] =>
  supplies
    .filter(
      ({ can, booked, promised }) =>
        decimal(booked).gt(can) || decimal(promised).gt(can) || decimal(promised).gt(booked),
    )
    .map(({ supply, can, booked, promised }) => `${supply}: promised ${promised}, booked ${booked}, there is ${can}`);
