declare const jars: {
  /** Why no broker can be had here; undefined when one can, and then its jars are there. */
  whyNoKafka(): string | undefined;
};
export = jars;
