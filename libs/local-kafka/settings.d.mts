interface SettingsOptions {
  readonly node: { readonly id: number; readonly ports: Readonly<Record<string, number>> };
  readonly nodes: readonly SettingsOptions['node'][];
  readonly folder: string;
  readonly sessionMs?: number;
}

/** server.properties of one node of a cluster. */
export function settingsOf(options: SettingsOptions): string;
