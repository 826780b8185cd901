declare const jars: {
  /** The folder of the jars, fetched with Maven the first time. */
  fetchJars(): string;
  /** Why no broker can be had here; undefined when one can, and then its jars are there. */
  whyNoKafka(): string | undefined;
};
export = jars;
