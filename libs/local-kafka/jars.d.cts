declare const jars: {
  /** The folder of the jars, which Maven downloads the first time. */
  fetchJars(): string;
  /**
   * The reason why no broker can run here; undefined if one can. In that case its jars exist
   * afterwards.
   */
  whyNoKafka(): string | undefined;
};
export = jars;
