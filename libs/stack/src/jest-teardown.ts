/** Ends what the setup has started. (Jest wants a default export.) */
export default async function tearDown(): Promise<void> {
  await globalThis.tradeloomBackends?.stop();
}
