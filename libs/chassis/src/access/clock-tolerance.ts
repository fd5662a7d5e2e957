/** The clocks of two machines may differ by so much before the one refuses what the other vouched for. */
export const clockToleranceSeconds = 300;
