/** Passes the server from the start of a test run to its end, in the same process. */
export const testServer: { running?: { folder: string; stop(): Promise<void> } } = {};
