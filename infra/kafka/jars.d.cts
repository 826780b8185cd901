declare const jars: {
  /** Why no broker can be had here; undefined when one can. */
  whyNoKafka(): string | undefined;
  /** The folder of the jars, fetched with Maven the first time. */
  fetchJars(): Promise<string>;
  /** Resolves with what the program printed. */
  run(program: string, args: readonly string[], options?: object): Promise<string>;
};
export = jars;
