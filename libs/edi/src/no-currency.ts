/** ISO 4217: no currency involved. Stands where a message states none. */
export const noCurrency = 'XXX';
