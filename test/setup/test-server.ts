/** What the start of a test run hands to its end, in the same process. */
export const testServer: { running?: { folder: string; stop(): Promise<void> } } = {};
