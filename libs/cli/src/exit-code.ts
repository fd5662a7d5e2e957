/** How every command ends. */
export const exitCode = { done: 0, refused: 1, usage: 2, infrastructure: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
